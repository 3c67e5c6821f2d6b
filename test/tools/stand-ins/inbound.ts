console.log(JSON.stringify({ level: 30, msg: 'inbound ready' }));
setInterval(() => undefined, 60_000);
