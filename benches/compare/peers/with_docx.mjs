// The blocks as a DOCX with docx from npm: BLOCKS.json OUT.docx, or BLOCKS.json ROWS.csv FOLDER for a file of each row.
import fs from "node:fs";
import { createRequire } from "node:module";

const {
  AlignmentType, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, Table, TableCell, TableRow, TextRun, WidthType,
} = createRequire(process.env.CHENGWEN_PEERS + "/node/")("docx");

const twips = (millimetres) => Math.round((millimetres * 1440) / 25.4);
const look = (font, size, line, indent, alignment) => ({
  run: { font, size: size * 2, bold: false, color: "000000" },
  paragraph: {
    alignment,
    indent: { firstLine: indent * 20 },
    spacing: { before: 0, after: 0, line: Math.round(line * 20), lineRule: LineRuleType.EXACT },
  },
});
const styled = (id, name, ...rest) => ({ id, name, basedOn: "Normal", next: "Normal", ...look(...rest) });
const styles = {
  default: {
    document: look("公文仿宋", 16, 29.6, 32, AlignmentType.JUSTIFIED),
    title: look("公文小标宋", 22, 29.6, 0, AlignmentType.CENTER),
    heading1: look("公文黑体", 16, 29.6, 32),
    heading2: look("公文楷体", 16, 29.6, 32),
    heading3: look("公文仿宋", 16, 29.6, 32),
  },
  paragraphStyles: [
    styled("Mark", "附件标识", "公文黑体", 16, 29.6, 0, AlignmentType.LEFT),
    styled("Head", "表头", "公文黑体", 12, 18, 0, AlignmentType.CENTER),
    styled("Cell", "表格文字", "公文宋体", 12, 18, 0, AlignmentType.LEFT),
    styled("Folio", "页码", "公文宋体", 14, 16, 0),
  ],
};
const folio = (alignment) =>
  new Footer({
    children: [new Paragraph({ style: "Folio", alignment, children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"] })] })],
  });

function table(block, filled) {
  const whole = block.shares.reduce((sum, share) => sum + share);
  const columnWidths = block.shares.map((share) => twips((156 * share) / whole));
  const row = (texts, tableHeader) =>
    new TableRow({
      tableHeader,
      cantSplit: true,
      children: texts.map(
        (text, column) =>
          new TableCell({
            width: { size: columnWidths[column], type: WidthType.DXA },
            children: [
              new Paragraph({
                style: tableHeader ? "Head" : "Cell",
                alignment: tableHeader ? undefined : block.aligned[column],
                children: [new TextRun(filled(text))],
              }),
            ],
          }),
      ),
    });
  return new Table({ columnWidths, rows: [row(block.head, true), ...block.rows.map((texts) => row(texts, false))] });
}

function made(block, filled) {
  const line = (style, text) => new Paragraph({ style, children: [new TextRun(filled(text))] });
  switch (block.kind) {
    case "mark":
      return [line("Mark", block.text), new Paragraph({})];
    case "title":
      return [
        new Paragraph({ style: "Title", children: block.lines.map((text, at) => new TextRun({ text: filled(text), break: at ? 1 : 0 })) }),
        new Paragraph({}),
      ];
    case "text": {
      const lead = new TextRun({ text: filled(block.lead), font: block.look === "h2" ? "公文楷体" : undefined });
      return [new Paragraph({ children: [...(block.lead ? [lead] : []), new TextRun(filled(block.text))] })];
    }
    case "table":
      return [table(block, filled)];
    default:
      return [line(`Heading${block.kind[1]}`, block.text)];
  }
}

async function write(blocks, filled, path) {
  const margin = { top: twips(37), bottom: twips(35), left: twips(28), right: twips(26) };
  const document = new Document({
    styles,
    evenAndOddHeaderAndFooters: true,
    sections: [
      {
        properties: { page: { size: { width: twips(210), height: twips(297) }, margin } },
        footers: { default: folio(AlignmentType.RIGHT), even: folio(AlignmentType.LEFT) },
        children: blocks.flatMap((block) => made(block, filled)),
      },
    ],
  });
  fs.writeFileSync(path, await Packer.toBuffer(document));
}

const [from, ...rest] = process.argv.slice(2);
const blocks = JSON.parse(fs.readFileSync(from, "utf-8"));
if (rest.length === 1) {
  await write(blocks, (text) => text, rest[0]);
} else {
  const [head, ...rows] = fs.readFileSync(rest[0], "utf-8").replace("\ufeff", "").trim().split(/\r?\n/).map((line) => line.split(","));
  for (const [at, row] of rows.entries()) {
    const filled = (text) => text.replace(/〔(.+?)〕/g, (_, name) => row[head.indexOf(name)]);
    await write(blocks, filled, `${rest[1]}/${at + 1}.docx`);
  }
}
