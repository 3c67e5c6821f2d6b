console.log('mailbox ready');
setInterval(() => undefined, 60_000);
