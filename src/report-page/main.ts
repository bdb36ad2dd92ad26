/** The page's own script: it takes the page's data and makes the page work. */

import type { ReportModel } from "../html/model.ts";
import { Interactive } from "./interactive.ts";

const model: ReportModel = JSON.parse(document.getElementById("model")?.textContent ?? "null");
new Interactive(document, model).start();
