// Judges pages with html-validate's library; its own command needs a newer Node than many systems have.
// Reads {"config": …, "pages": {name: html}} from standard input, writes [{name, line, rule, message}].
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const { config, pages } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
const judge = new HtmlValidate(new StaticConfigLoader(config));
const found = [];
for (const [name, html] of Object.entries(pages)) {
  const report = await judge.validateString(html);
  for (const result of report.results) {
    for (const { line, ruleId, message } of result.messages) found.push({ name, line, rule: ruleId, message });
  }
}
process.stdout.write(JSON.stringify(found));
