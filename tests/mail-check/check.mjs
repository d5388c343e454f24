// Holds every approved mail against HTML as it is written (html-validate) and as mail clients show it (caniemail).
// An exception stands in exceptions.mjs with its reason; one that excuses nothing any more is a fault too.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { caniemail, rawData } from 'caniemail';
import { accepted, clients, rules } from './exceptions.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../Alerts.Tests/Mails/', import.meta.url));
const mails = readdirSync(folder).filter(name => name.endsWith('.approved.html')).sort();
if (mails.length === 0) {
  console.error(`There is no *.approved.html in ${folder}: run the tests in Alerts.Tests/Mails first.`);
  process.exit(1);
}

// What nobody has tested on a client is missing from its data, and the package throws there: unknown is not unsupported.
for (const feature of rawData.data)
  for (const client of clients) {
    const [family, platform] = client.split('.');
    ((feature.stats[family] ??= {})[platform] ??= { latest: 'y' });
    const versions = feature.stats[family][platform];
    const latest = Object.keys(versions).sort().at(-1);
    if (latest === undefined || versions[latest].startsWith('u'))
      feature.stats[family][platform] = { latest: 'y' };
  }

const faults = [];
const used = new Set();
const validator = new HtmlValidate(new StaticConfigLoader({ extends: ['html-validate:recommended'], rules }));
for (const mail of mails) {
  const html = readFileSync(folder + mail, 'utf8');
  for (const { messages } of (await validator.validateString(html, mail)).results)
    for (const one of messages) faults.push(`${mail}:${one.line}:${one.column} ${one.ruleId}: ${one.message}`);

  const { issues } = caniemail({ clients, html });
  for (const [support, found] of [['none', issues.errors], ['partial', issues.warnings]])
    for (const [client, list] of found)
      for (const one of list) {
        const key = `${one.title} (${support})`;
        if (key in accepted) used.add(key);
        else faults.push(`${mail}: "${one.title}" ${support} on ${client}${one.notes.length > 0 ? `: ${one.notes.join(' ')}` : ''}`);
      }
}

for (const key of Object.keys(accepted))
  if (!used.has(key)) faults.push(`exceptions.mjs: "${key}" excuses nothing any more; take it out.`);
for (const fault of [...new Set(faults)]) console.error(fault);
console.log(`${mails.length} mails, ${clients.length} mail clients, ${Object.keys(accepted).length} exceptions: ${faults.length === 0 ? 'no faults' : `${new Set(faults).size} faults`}`);
process.exit(faults.length === 0 ? 0 : 1);
