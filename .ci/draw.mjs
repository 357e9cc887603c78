// Draws every page of a PDF with pdf.js: draw.mjs FILE.pdf PREFIX DPI → PREFIX-001.png …
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [file, prefix, dpi] = process.argv.slice(2);
// The packages are installed with the other judges, not beside this file.
const require = createRequire(process.env.CHENGWEN_JUDGES + "/");
const { createCanvas } = require("@napi-rs/canvas");
const { getDocument } = await import(pathToFileURL(require.resolve("pdfjs-dist/legacy/build/pdf.mjs")).href);

const data = new Uint8Array(fs.readFileSync(file));
const pdf = await getDocument({ data, disableFontFace: true, useSystemFonts: false, verbosity: 0 }).promise;
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  const viewport = page.getViewport({ scale: Number(dpi) / 72 });
  const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
  const canvasContext = canvas.getContext("2d");
  canvasContext.fillStyle = "white";
  canvasContext.fillRect(0, 0, canvas.width, canvas.height);
  await page.render({ canvasContext, viewport }).promise;
  fs.writeFileSync(`${prefix}-${String(number).padStart(3, "0")}.png`, canvas.toBuffer("image/png"));
}
