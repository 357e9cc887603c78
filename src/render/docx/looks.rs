//! Character styles: every run that looks otherwise than its paragraph names one, so that no run
//! carries formatting of its own. Also keeps count of which characters each embedded face must hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use docx_rs::{RunProperty, Style, StyleType};

use super::family::Families;
use super::styles::{role_fonts, role_run, style_id, style_name};
use super::units::half_points;
use crate::diag::{Code, Diagnostic, Span};
use crate::fonts::{Book, FaceId};
use crate::template::{FontRole, Role, RoleStyle, Sheet};
use crate::text::{Class, Setting, class_of};

/// A character that layout let through has no glyph: a fault of the program.
const MISSING_GLYPH: Code = Code("G003");

/// A face as the DOCX carries it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Carried {
    pub(super) face: FaceId,
    /// Its marks made narrower (标点挤压).
    pub(super) squeezed: bool,
}

/// How a run differs from its paragraph; the default is not at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Look {
    /// Of another role than the paragraph.
    role: Option<Role>,
    /// In another face than the role's, or in its squeezed form.
    face: Option<FaceId>,
    setting: Setting,
}

/// An attribute of `w:lang` with its value.
pub(super) type Language = (&'static str, &'static str);

/// The character styles in use.
pub(super) struct Looks<'a> {
    sheet: &'a Sheet,
    book: &'a Book,
    /// Looks that need a style beyond the roles' own, in order of first use.
    mixed: Vec<Look>,
    /// Roles that runs in paragraphs of other roles take.
    roles: BTreeSet<Role>,
    characters: BTreeMap<Carried, BTreeSet<char>>,
    /// What was found for characters met, squeezed or not: to look into the faces again for each of a long text takes a
    /// quarter of its DOCX's time.
    faces: HashMap<(FontRole, char, bool), FaceId>,
}

impl<'a> Looks<'a> {
    pub(super) fn new(sheet: &'a Sheet, book: &'a Book) -> Self {
        let headings = [Role::Heading1, Role::Heading2, Role::Heading3, Role::Heading4];
        Self {
            sheet,
            book,
            mixed: Vec::new(),
            roles: headings.into_iter().collect(),
            characters: BTreeMap::new(),
            faces: HashMap::new(),
        }
    }

    /// The look of a character of a run of `role` in a paragraph of `paragraph`.
    ///
    /// # Errors
    /// No face has the character.
    pub(super) fn look(
        &mut self,
        paragraph: Role,
        role: Role,
        character: char,
        setting: Setting,
        span: Span,
    ) -> Result<Look, Diagnostic> {
        let font = font_for(&self.sheet.roles[role], character);
        let squeezed = setting == Setting::Squeezed;
        let known = self.faces.get(&(font, character, squeezed)).copied();
        let face = known.or_else(|| self.meet(font, character, squeezed)).ok_or_else(|| {
            let message = format!("“{character}”哪一种字体里都没有，写不进 DOCX");
            Diagnostic::error(MISSING_GLYPH, span, message).label("这个字没有字形")
        })?;
        let named = squeezed || face != self.book.primary(font);
        Ok(Look { role: (role != paragraph).then_some(role), face: named.then_some(face), setting })
    }

    /// The face of a character met for the first time, which now holds it; `None` when no face has it.
    fn meet(&mut self, font: FontRole, character: char, squeezed: bool) -> Option<FaceId> {
        let (face, _) = self.book.find(font, character)?;
        self.characters.entry(Carried { face, squeezed }).or_default().insert(character);
        self.faces.insert((font, character, squeezed), face);
        Some(face)
    }

    /// Notes that a label or a page number of `role` uses the role's own faces.
    pub(super) fn use_role(&mut self, role: Role, text: &str) {
        for character in text.chars() {
            let font = font_for(&self.sheet.roles[role], character);
            let face =
                self.book.find(font, character).map_or_else(|| self.book.primary(font), |f| f.0);
            let carried = Carried { face, squeezed: false };
            self.characters.entry(carried).or_default().insert(character);
        }
    }

    /// The style of a look; `None` where the paragraph's own is enough.
    pub(super) fn style(&mut self, look: Look) -> Option<String> {
        if look.face.is_none() && look.setting == Setting::Plain {
            return look.role.map(|role| self.role_style(role));
        }
        let known = self.mixed.iter().position(|known| *known == look);
        let index = known.unwrap_or_else(|| {
            self.mixed.push(look);
            self.mixed.len() - 1
        });
        Some(mixed_id(index))
    }

    /// The style that gives a run the look of a role.
    pub(super) fn role_style(&mut self, role: Role) -> String {
        self.roles.insert(role);
        linked_id(role)
    }

    /// Which characters each face must hold.
    pub(super) fn characters(&self) -> &BTreeMap<Carried, BTreeSet<char>> {
        &self.characters
    }

    /// Whether a role's paragraph style has a character style linked to it.
    pub(super) fn is_linked(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The character styles, those of roles first.
    pub(super) fn styles(&self, families: &Families) -> Vec<Style> {
        let linked = self.roles.iter().map(|role| {
            let style = character_style(linked_id(*role), format!("{} 字符", style_name(*role)))
                .link(style_id(*role));
            Style { run_property: role_run(self.sheet, families, *role), ..style }
        });
        let mixed = self
            .mixed
            .iter()
            .enumerate()
            .map(|(index, look)| self.mixed_style(index, *look, families));
        linked.chain(mixed).collect()
    }

    fn mixed_style(&self, index: usize, look: Look, families: &Families) -> Style {
        let mut run = look.role.map_or_else(RunProperty::new, |role| {
            let style = &self.sheet.roles[role];
            role_run(self.sheet, families, role).size(half_points(style.size))
        });
        if let Some(face) = look.face {
            let plain = Carried { face, squeezed: false };
            match (families.of(look.carried(face)), families.of(plain)) {
                (Some(family), _) => run = run.fonts(role_fonts(family, family)),
                // Without a font of narrow marks, wide ones are made narrow by the reading program.
                (None, plain) => {
                    run = run.stretch(self.narrowed());
                    if let Some(family) = plain {
                        run = run.fonts(role_fonts(family, family));
                    }
                }
            }
        }
        if look.setting == Setting::LineEndSpace {
            run = run.size(SMALLEST);
        }
        let style = character_style(mixed_id(index), self.mixed_name(look));
        Style { run_property: run, ..style }
    }

    /// Width of a squeezed mark in hundredths of its own (`w:w`).
    fn narrowed(&self) -> i32 {
        100 - self.sheet.breaking.squeeze.thousandths() / 10
    }

    fn mixed_name(&self, look: Look) -> String {
        let mut parts: Vec<String> = Vec::new();
        parts.extend(look.role.map(|role| style_name(role).to_owned()));
        parts.extend(setting_name(look.setting).map(str::to_owned));
        if let Some(face) = look.face {
            if look.setting != Setting::Squeezed {
                parts.push("补字".to_owned());
            }
            parts.push(self.book.face(face).family_chinese().to_owned());
        }
        parts.join(" ")
    }

    /// For each style of its own, the language that makes LibreOffice break lines as Word and our PDF
    /// do.
    pub(super) fn languages(&self) -> BTreeMap<String, Language> {
        let languages = self.mixed.iter().enumerate().filter_map(|(index, look)| {
            let language = match look.setting {
                // By UAX #14 a dash or an ellipsis is never parted; LibreOffice's Chinese rules part it.
                Setting::Double => ("w:eastAsia", "en-US"),
                // By its Latin rules a number stays with the Chinese comma in front of it.
                Setting::AfterMark => ("w:val", "zh-CN"),
                // By its English rules a line may begin behind a slash.
                Setting::AfterSlash => ("w:val", "x-none"),
                Setting::Plain | Setting::Squeezed | Setting::LineEndSpace => return None,
            };
            Some((mixed_id(index), language))
        });
        languages.collect()
    }
}

impl Look {
    fn carried(self, face: FaceId) -> Carried {
        Carried { face, squeezed: self.setting == Setting::Squeezed }
    }
}

/// The kind of face a character of this style asks for.
pub(super) fn font_for(style: &RoleStyle, character: char) -> FontRole {
    let latin =
        matches!(class_of(character), Class::Letter | Class::Digit | Class::Ascii | Class::Space);
    style.latin.filter(|_| latin).unwrap_or(style.font)
}

fn character_style(id: String, name: String) -> Style {
    Style::new(id, StyleType::Character)
        .name(name)
        .based_on("DefaultParagraphFont")
        .ui_priority(CHARACTER_STYLE_PRIORITY)
        .q_format(false)
}

/// The smallest size there is, in half points.
const SMALLEST: usize = 2;

/// Behind every paragraph style in Word's list.
const CHARACTER_STYLE_PRIORITY: usize = 60;

fn linked_id(role: Role) -> String {
    format!("{}Char", style_id(role))
}

fn mixed_id(index: usize) -> String {
    format!("Run{}", index + 1)
}

fn setting_name(setting: Setting) -> Option<&'static str> {
    match setting {
        Setting::Plain => None,
        Setting::Squeezed => Some("标点挤压"),
        Setting::Double => Some("不断开"),
        Setting::AfterMark => Some("数前可断"),
        Setting::AfterSlash => Some("斜线后不断"),
        Setting::LineEndSpace => Some("行末空格"),
    }
}
