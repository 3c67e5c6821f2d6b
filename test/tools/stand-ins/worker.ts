console.log(JSON.stringify({ level: 30, msg: 'worker ready' }));
setInterval(() => undefined, 60_000);
