//! What is read: files that are none, documents made to be too much, files that a document names.

use std::io::{Cursor, Write as _};
use std::os::unix::fs::symlink;
use std::os::unix::net::UnixListener;
use std::process::Command;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::Trial;
use super::stage::{Stage, seen};

const NO_CODE: &[i32] = &[1, 2];

fn trial(fault: &'static str, how: &'static str, run: fn(&Stage) -> super::Seen) -> Trial {
    Trial { fault, how, codes: NO_CODE, run }
}

fn body(lines: &str) -> String {
    format!("标题: 报告\n正文:\n{lines}")
}

pub(super) fn pipe(stage: &Stage, name: &str) {
    assert!(Command::new("mkfifo").arg(stage.path(name)).status().unwrap().success());
}

pub(super) fn unreadable() -> Vec<Trial> {
    vec![
        trial("文件不在", "`build 没有.yaml`", |stage| stage.run(&["build", "没有.yaml"])),
        trial("给的是文件夹", "`build .`", |stage| stage.run(&["build", "."])),
        trial("给的是管道，没有人往里写", "`mkfifo 管道.yaml`", |stage| {
            pipe(stage, "管道.yaml");
            stage.run(&["build", "管道.yaml"])
        }),
        trial("给的是没有尽头的设备", "`build /dev/zero`", |stage| {
            stage.run(&["build", "/dev/zero", "-o", "."])
        }),
        trial("给的是套接字", "在文件夹里建一个套接字", |stage| {
            let _listener = UnixListener::bind(stage.path("口.yaml")).unwrap();
            stage.run(&["build", "口.yaml"])
        }),
        trial("没有权限读", "`chmod 000`，以普通用户运行", |stage| {
            stage.allow("稿.yaml", 0o000);
            seen(&stage.command_of_user(&["build", "稿.yaml"]).output().unwrap())
        }),
        trial("链接断了", "链接指向没有的文件", |stage| {
            symlink("没有.yaml", stage.path("断.yaml")).unwrap();
            stage.run(&["build", "断.yaml"])
        }),
        trial("链接绕圈", "两个链接互相指", |stage| {
            symlink("乙.yaml", stage.path("甲.yaml")).unwrap();
            symlink("甲.yaml", stage.path("乙.yaml")).unwrap();
            stage.run(&["build", "甲.yaml"])
        }),
        trial("文件超过 16 MB", "17 MB 的空格", |stage| {
            stage.text(" ".repeat(17 << 20)).build()
        }),
        trial("空文件", "0 字节", |stage| stage.text("").build()),
        trial("不是文字", "1 MB 的 0xFF", |stage| stage.text(vec![0xFF; 1 << 20]).build()),
        trial("存成了 GBK", "记事本的 ANSI", |stage| {
            let bytes = encoding_rs::GBK.encode(&body("  - 一段文字。\n")).0.into_owned();
            stage.text(bytes).build()
        }),
        trial("夹着控制字符", "U+0000", |stage| stage.text(body("  - 一\0段。\n")).build()),
    ]
}

pub(super) fn contents() -> Vec<Trial> {
    vec![
        trial("嵌套太深", "100 层的键", |stage| {
            let deep: String =
                (0..100).map(|level| format!("{}层:\n", "  ".repeat(level))).collect();
            stage.text(deep).build()
        }),
        trial("括号套括号", "二十万个“[”", |stage| {
            stage.text(body(&format!("  - {}\n", "[".repeat(200_000)))).build()
        }),
        trial("别名炸弹", "30 层，每层引用上一层 3 次", |stage| {
            let level = |level: usize| {
                let before = format!("*甲{}", level.saturating_sub(1));
                format!("甲{level}: &甲{level} [{before}, {before}, {before}]\n")
            };
            let bomb: String = (1..30).map(level).collect();
            stage.text(format!("标题: &甲0 [哈]\n正文: [一段]\n{bomb}")).build()
        }),
        trial("一段话没有完", "一段 20 万字", |stage| {
            stage.text(body(&format!("  - {}\n", "预".repeat(200_000)))).build()
        }),
        trial("一段话分成许多行", "引号里 2 万行", |stage| {
            stage.text(body(&format!("  - \"{}\"\n", "预算\n    ".repeat(20_000)))).build()
        }),
        trial("内容太多", "60 万项的列表", |stage| {
            stage.text(format!("正文: [\n{}]\n", "1,\n".repeat(600_000))).build()
        }),
        trial("到处是毛病", "3000 个锚点", |stage| {
            stage.text(body(&"  - &甲 乙\n".repeat(3000))).build()
        }),
        trial("面数太多", "模板里每面 1 行，一万一千段", |stage| {
            stage.write("模板.yaml", "版心网格:\n  每面行数: 1\n");
            stage.text(body(&"  - 甲。\n".repeat(11_000)));
            stage.run(&["build", "稿.yaml", "--模板", "模板.yaml"])
        }),
        trial("表的行数太多", "20001 行", |stage| {
            let rows = "        - [一, 二]\n".repeat(20_001);
            stage.text(body(&format!("  - 表:\n      列: [甲, 乙]\n      行:\n{rows}"))).build()
        }),
        trial("表的列数太多", "65 列", |stage| {
            let columns = vec!["甲"; 65].join(", ");
            stage.text(body(&format!("  - 表:\n      列: [{columns}]\n      行: []\n"))).build()
        }),
        trial("算式括号套得太深", "100 层括号", |stage| {
            let formula = format!("{}1{}", "(".repeat(100), ")".repeat(100));
            stage.text(body(&format!("  - 共{{{{{formula}}}}}元。\n"))).build()
        }),
        trial("数太长", "9000 位的数", |stage| {
            stage.text(body(&format!("  - 共{{{{{}}}}}元。\n", "9".repeat(9000)))).build()
        }),
        trial("乘方炸弹", "`甲1: =甲0 * 甲0`，这样 60 遍", |stage| {
            let squares: String =
                (1..60).map(|n| format!("  甲{n}: =甲{} * 甲{}\n", n - 1, n - 1)).collect();
            let data = format!("  甲0: 9999999999\n{squares}");
            stage.text(format!("标题: 报告\n数据:\n{data}正文:\n  - 共{{{{甲59}}}}。\n")).build()
        }),
        trial("数自己引用自己", "`甲: =乙 + 1`，`乙: =甲 + 1`", |stage| {
            let data = "  甲: =乙 + 1\n  乙: =甲 + 1\n";
            stage.text(format!("标题: 报告\n数据:\n{data}正文:\n  - 共{{{{甲}}}}。\n")).build()
        }),
        trial("模板以自己为底", "`模板.yaml` 里写 `基于: 模板.yaml`", |stage| {
            stage.write("模板.yaml", "基于: 模板.yaml\n");
            stage.run(&["build", "稿.yaml", "--模板", "模板.yaml"])
        }),
        trial(
            "表里一格比一面还高，还不许断",
            "一格 9000 字，跨两行",
            |stage| {
                let long = "预".repeat(9000);
                let rows = format!("        - [{{文: {long}, 跨行: 2}}, 一]\n        - [二]\n");
                stage.text(body(&format!("  - 表:\n      列: [甲, 乙]\n      行:\n{rows}")));
                // It builds: the cell is cut; the earlier outputs are not those it is compared with.
                let seen = stage.run(&["build", "稿.yaml", "-o", "夹"]);
                let left = "一格分在几面，两份都写好了".to_owned();
                super::Seen { left: Some(left), ..seen }
            },
        )
        .with(&[0]),
    ]
}

impl Trial {
    pub(super) fn with(self, codes: &'static [i32]) -> Self {
        Self { codes, ..self }
    }
}

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn xlsx(sheet: &str) -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let workbook = format!(
        "<workbook xmlns:r=\"{namespace}\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let relations = "<Relationships><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"worksheets/s.xml\"/></Relationships>";
    zipped(&[
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/s.xml", sheet),
    ])
}

fn docx(text: &str) -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let document =
        format!("<w:document xmlns:w=\"{namespace}\"><w:body>{text}</w:body></w:document>");
    zipped(&[("word/document.xml", &document)])
}

/// `&j;` is ten to the ninth times `a`.
fn entities() -> String {
    let level = |n: u8| {
        let (name, before) = (char::from(b'a' + n), char::from(b'a' + n - 1));
        format!("<!ENTITY {name} \"{}\">", format!("&{before};").repeat(10))
    };
    format!("<!DOCTYPE x [<!ENTITY a \"a\">{}]>", (1..10).map(level).collect::<String>())
}

fn table_from(stage: &Stage, name: &str) -> super::Seen {
    stage.text(body(&format!("  - 表:\n      来自: {name}\n"))).build()
}

fn picture(stage: &Stage, name: &str) -> super::Seen {
    stage.text(body(&format!("  - 图:\n      文件: {name}\n"))).build()
}

/// A PNG that says it is so wide and so high; its checksums are right, its pixels are not there.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1A\n".to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    for chunk in [header, b"IDAT".to_vec(), b"IEND".to_vec()] {
        let mut checksum = flate2::Crc::new();
        checksum.update(&chunk);
        file.extend(u32::try_from(chunk.len() - 4).unwrap().to_be_bytes());
        file.extend(&chunk);
        file.extend(checksum.sum().to_be_bytes());
    }
    file
}

pub(super) fn others() -> Vec<Trial> {
    vec![
        trial("取文件夹外面的文件", "`来自: ../../../../etc/passwd`", |stage| {
            table_from(stage, "../../../../etc/passwd")
        }),
        trial("取绝对路径的文件", "`来自: /etc/passwd`", |stage| {
            table_from(stage, "/etc/passwd")
        }),
        trial("取 Windows 盘上的文件", "`文件: C:\\外\\图.png`", |stage| {
            picture(stage, "C:\\外\\图.png")
        }),
        trial("用链接绕到外面", "`表.csv` 是指向 /etc/passwd 的链接", |stage| {
            symlink("/etc/passwd", stage.path("表.csv")).unwrap();
            table_from(stage, "表.csv")
        }),
        trial("提到的文件是管道", "`mkfifo 表.csv`", |stage| {
            pipe(stage, "表.csv");
            table_from(stage, "表.csv")
        }),
        trial("提到的文件太大", "33 MB 的图片", |stage| {
            stage.write("图.png", vec![0; 33 << 20]);
            picture(stage, "图.png")
        }),
        trial("压缩炸弹（表格）", "展开 60 MB 的 XLSX，压缩后 60 KB", |stage| {
            let sheet = format!("<worksheet>{}</worksheet>", " ".repeat(60_000_000));
            stage.write("表.xlsx", xlsx(&sheet));
            table_from(stage, "表.xlsx")
        }),
        trial("表格只填了两头", "A1 和 XFD1048576", |stage| {
            let cell = |row: u32, name: &str| {
                format!("<row r=\"{row}\"><c r=\"{name}\"><v>1</v></c></row>")
            };
            let rows = cell(1, "A1") + &cell(1_048_576, "XFD1048576");
            stage.write(
                "表.xlsx",
                xlsx(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>")),
            );
            table_from(stage, "表.xlsx")
        }),
        trial("实体炸弹（表格）", "XML 里十层实体", |stage| {
            let cell = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&j;</v></c></row>";
            let sheet =
                format!("{}<worksheet><sheetData>{cell}</sheetData></worksheet>", entities());
            stage.write("表.xlsx", xlsx(&sheet));
            table_from(stage, "表.xlsx")
        }),
        trial("CSV 的引号没有完", "一个引号，后面 1 MB", |stage| {
            stage.write("表.csv", format!("\"{}", "甲".repeat(300_000)));
            table_from(stage, "表.csv")
        }),
        trial("图片自称极大", "自称 60000 × 60000 像素的 PNG", |stage| {
            stage.write("图.png", png(60_000, 60_000));
            picture(stage, "图.png")
        }),
        trial("图片只有一半", "没有像素的 PNG", |stage| {
            stage.write("图.png", png(100, 100));
            picture(stage, "图.png")
        }),
        trial("压缩炸弹（Word）", "正文展开 65 MB 的 DOCX，`check`", |stage| {
            stage.write("别.docx", docx(&" ".repeat(65 << 20)));
            stage.run(&["check", "别.docx"])
        }),
        trial("表套表（Word）", "一万层嵌套的表，`check`", |stage| {
            let (open, close) = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>");
            stage.write("别.docx", docx(&(open.repeat(10_000) + &close.repeat(10_000))));
            stage.run(&["check", "别.docx"])
        }),
        trial("属性太多（Word）", "一个元素两万个属性，`check`", |stage| {
            let attributes: String = (0..20_000).map(|n| format!(" a{n}=\"1\"")).collect();
            stage.write("别.docx", docx(&format!("<w:p{attributes}/>")));
            stage.run(&["check", "别.docx"])
        }),
        trial("实体炸弹（Word）", "XML 里十层实体，`check`", |stage| {
            let text = format!("{}<w:document>&j;</w:document>", entities());
            stage.write("别.docx", zipped(&[("word/document.xml", &text)]));
            stage.run(&["check", "别.docx"])
        }),
        trial("PDF 的页绕圈", "页树的孩子是它自己，`measure`", |stage| {
            let file = "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n\
                <</Type/Pages/Kids[2 0 R 2 0 R]/Count 1>>\nendobj\ntrailer\n<</Root 1 0 R>>\n";
            stage.write("别.pdf", file);
            stage.run(&["measure", "别.pdf"])
        }),
        trial("PDF 只有一半", "截断的 PDF，`measure`", |stage| {
            let whole = std::fs::read(stage.path("稿.pdf")).unwrap();
            stage.write("别.pdf", &whole[..whole.len() / 2]);
            stage.run(&["measure", "别.pdf"])
        }),
    ]
}
