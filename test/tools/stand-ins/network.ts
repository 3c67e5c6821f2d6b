console.log('network ready');
setInterval(() => undefined, 60_000);
