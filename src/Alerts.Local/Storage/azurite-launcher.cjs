// Runs Azurite in a session of its own, so that Ctrl+C in our terminal reaches the runtime alone, which then
// finishes its messages while storage is still there. Azurite's standard input is the pipe the runtime holds:
// it closes when the runtime ends, in whatever way, and Azurite ends with it.
//   node azurite-launcher.cjs <azurite.js> <arguments of Azurite>
'use strict';

const graceMilliseconds = 3000;

if (process.argv[2] === '--serve') {
  const stop = () => {
    setTimeout(() => process.exit(0), graceMilliseconds).unref();
    process.kill(process.pid, 'SIGTERM');
  };

  process.stdin.once('end', stop).once('error', stop).resume();
  process.argv.splice(1, 2);
  require(process.argv[1]);
} else {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {});
  }

  require('node:child_process')
    .spawn(process.execPath, [__filename, '--serve', ...process.argv.slice(2)], {
      detached: true,
      stdio: 'inherit',
      windowsHide: true,
    })
    .once('error', (error) => {
      console.error(error.message);
      process.exitCode = 1;
    })
    .once('exit', (code) => {
      process.exitCode = code ?? 1;
    });
}
