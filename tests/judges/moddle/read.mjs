// node read.mjs FOLDER: what bpmn-moddle makes of each FOLDER/*.bpmn, as JSON.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, home] = process.argv.slice(2);
const at = createRequire(join(home, "package.json")).resolve("bpmn-moddle");
const { BpmnModdle } = await import(pathToFileURL(at));
const told = {};
for (const name of readdirSync(folder).filter((each) => each.endsWith(".bpmn"))) {
  const { rootElement, warnings } = await new BpmnModdle().fromXML(readFileSync(join(folder, name), "utf8"));
  const elements = rootElement.rootElements.flatMap((process) => process.flowElements);
  told[name] = { warnings: warnings.map((each) => each.message), elements: elements.length };
}
console.log(JSON.stringify(told));
