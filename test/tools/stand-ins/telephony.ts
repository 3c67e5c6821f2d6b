console.log(JSON.stringify({ level: 30, msg: 'waits for the line' }));
setInterval(() => undefined, 60_000);
