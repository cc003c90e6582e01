import { buildApp, startBoth } from './both.ts';
import { closeOnSignal, giveUp, portFrom, say } from './settings.ts';

try {
  const { env } = process;
  const sandboxPort = portFrom(env, 'SANDBOX_PORT', 9090);
  const appPort = portFrom(env, 'APP_PORT', 5173);
  const host = env['HOST'] ?? 'localhost';
  if (env['NO_BUILD'] !== '1') {
    say('Building the app …');
    await buildApp();
  }
  const both = await startBoth({
    host,
    sandboxPort,
    appPort,
    ...(env['SITE'] ? { site: env['SITE'] } : {}),
  });
  closeOnSignal(both.close);
  say('');
  say(`  Pretend hospital   ${both.hospitalOrigin}/   ← open this one`);
  say(`  The app            ${both.appOrigin}/`);
  say('');
  say('  1. Open the pretend hospital in a browser and choose a patient.');
  say('  2. Press “Open ICH risk”: the app starts beside the chart, signed in for that patient.');
  say('  3. Stop both with Ctrl-C.');
  say('');
  say('  All patients are made up. Other ports: SANDBOX_PORT and APP_PORT.');
} catch (problem) {
  const hint = /is in use/.test(String(problem))
    ? ' Choose others with SANDBOX_PORT and APP_PORT.'
    : '';
  giveUp(`${problem instanceof Error ? problem.message : String(problem)}${hint}`);
}
