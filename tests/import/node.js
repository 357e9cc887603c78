// The files that docx (npm) makes; see make.py, which runs this.
const { writeFileSync } = require("fs");
const d = require("docx");

const out = process.argv[2];
const save = (name, document) =>
  d.Packer.toBuffer(document).then((bytes) => writeFileSync(`${out}/node-${name}.docx`, bytes));
const p = (text, more) => new d.Paragraph({ text, ...more });
const level = (index, format, text) => ({ level: index, format, text, alignment: d.AlignmentType.START });

const report = new d.Document({
  title: "便民服务中心运行报告",
  numbering: {
    config: [
      {
        reference: "公文",
        levels: [
          level(0, d.LevelFormat.CHINESE_COUNTING, "%1、"),
          level(1, d.LevelFormat.CHINESE_COUNTING, "（%2）"),
          level(2, d.LevelFormat.DECIMAL, "%3."),
        ],
      },
    ],
  },
  footnotes: { 1: { children: [p("含代办事项。")] } },
  sections: [
    {
      headers: { default: new d.Header({ children: [p("征求意见稿")] }) },
      footers: {
        default: new d.Footer({
          children: [new d.Paragraph({ children: [new d.TextRun({ children: ["— ", d.PageNumber.CURRENT, " —"] })] })],
        }),
      },
      children: [
        p("便民服务中心运行报告", { heading: d.HeadingLevel.TITLE, alignment: d.AlignmentType.CENTER }),
        p("基本情况", { heading: d.HeadingLevel.HEADING_1, numbering: { reference: "公文", level: 0 } }),
        new d.Paragraph({
          children: [
            new d.TextRun("全年办理事项2.4万件"),
            new d.FootnoteReferenceRun(1),
            new d.TextRun({ text: "，满意率99%。", bold: true }),
          ],
        }),
        p("窗口设置", { numbering: { reference: "公文", level: 1 } }),
        p("综合窗口8个", { numbering: { reference: "公文", level: 2 } }),
        p("专业窗口3个", { numbering: { reference: "公文", level: 2 } }),
        p("人员配备", { numbering: { reference: "公文", level: 1 } }),
        p("下步打算", { heading: d.HeadingLevel.HEADING_1, numbering: { reference: "公文", level: 0 }, pageBreakBefore: true }),
        new d.Paragraph({ children: [new d.TextRun("推进“一网通办”。"), new d.PageBreak()] }),
        p("附：事项清单"),
      ],
    },
  ],
});

const cell = (text, more) => new d.TableCell({ children: [p(text)], ...more });
const row = (cells, more) => new d.TableRow({ children: cells, ...more });
const table = new d.Document({
  comments: { children: [{ id: 0, author: "审核", date: new Date(0), children: [p("此处应写明依据。")] }] },
  features: { trackRevisions: true },
  sections: [
    {
      children: [
        new d.Table({
          columnWidths: [3000, 2000, 2000],
          rows: [
            row([cell("类别", { rowSpan: 2 }), cell("数量", { columnSpan: 2 })], { tableHeader: true }),
            row([cell("计划"), cell("完成")], { tableHeader: true }),
            row([cell("道路"), cell("12公里"), cell("12.4公里")]),
          ],
        }),
        new d.Paragraph({
          children: [
            new d.CommentRangeStart(0),
            new d.TextRun("按规定"),
            new d.CommentRangeEnd(0),
            new d.TextRun({ children: [new d.CommentReference(0)] }),
            new d.InsertedTextRun({ text: "及时", id: 1, author: "审核", date: "1970-01-01T00:00:00Z" }),
            new d.DeletedTextRun({ text: "尽快", id: 2, author: "审核", date: "1970-01-01T00:00:00Z" }),
            new d.TextRun("拨付。"),
            new d.TextRun({ text: "密", font: "黑体", size: 32 }),
          ],
        }),
        new d.Paragraph({
          children: [
            new d.ExternalHyperlink({ link: "https://example.com", children: [new d.TextRun("网站")] }),
            new d.Bookmark({ id: "zongji", children: [new d.TextRun("总计")] }),
            new d.TextRun({ text: "2", superScript: true }),
          ],
        }),
      ],
    },
  ],
});

save("report", report);
save("table", table);
