//! Pictures as image objects (ISO 32000-1 8.9.5), each once however often it is shown.

use std::collections::BTreeMap;
use std::sync::Arc;

use printpdf::{DictItem, ExternalStream, ExternalXObject, XObject, XObjectId};

use crate::layout::{Item, Layout};
use crate::picture::{Channels, Picture, Pixels};

/// The pictures of a document.
pub(super) struct Pictures<'a> {
    /// In the order in which they are first shown.
    list: Vec<&'a Arc<Picture>>,
}

impl<'a> Pictures<'a> {
    /// Those that the layout shows.
    pub(super) fn of(layout: &'a Layout) -> Self {
        let mut list: Vec<&Arc<Picture>> = Vec::new();
        for item in layout.pages.iter().flat_map(|page| &page.items) {
            if let Item::Picture(placed) = item
                && !list.iter().any(|known| Arc::ptr_eq(known, &placed.picture))
            {
                list.push(&placed.picture);
            }
        }
        Self { list }
    }

    /// The name of a picture's object.
    pub(super) fn id(&self, picture: &Arc<Picture>) -> Option<XObjectId> {
        self.list.iter().position(|known| Arc::ptr_eq(known, picture)).map(id)
    }

    /// The objects as printpdf takes them.
    pub(super) fn objects(&self) -> BTreeMap<XObjectId, XObject> {
        let objects = self.list.iter().enumerate();
        objects.map(|(index, picture)| (id(index), object(picture))).collect()
    }

    /// Objects without content under the same names: all that is asked of them where a page is drawn.
    pub(super) fn stand_ins(&self) -> BTreeMap<XObjectId, XObject> {
        let stream =
            || ExternalStream { dict: BTreeMap::new(), content: Vec::new(), compress: false };
        let object = || ExternalXObject { stream: stream(), width: None, height: None, dpi: None };
        (0..self.list.len()).map(|index| (id(index), XObject::External(object()))).collect()
    }
}

fn id(index: usize) -> XObjectId {
    XObjectId(format!("Im{}", index + 1))
}

fn object(picture: &Picture) -> XObject {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let number = |number: u32| DictItem::Int(i64::from(number));
    let (channels, filter, content) = match &picture.pixels {
        Pixels::File(channels) => (*channels, "DCTDecode", &picture.file),
        Pixels::Deflated(channels, data) => (*channels, "FlateDecode", data),
    };
    let (space, colours) = match channels {
        Channels::Gray => ("DeviceGray", 1),
        Channels::Rgb => ("DeviceRGB", 3),
    };
    let mut dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), number(picture.width)),
        ("Height".to_owned(), number(picture.height)),
        ("ColorSpace".to_owned(), name(space)),
        ("BitsPerComponent".to_owned(), number(8)),
        ("Filter".to_owned(), name(filter)),
    ]);
    if let Pixels::Deflated(..) = picture.pixels {
        // The filters of PNG (7.4.4.4).
        let parameters = BTreeMap::from([
            ("Predictor".to_owned(), number(15)),
            ("Colors".to_owned(), number(colours)),
            ("Columns".to_owned(), number(picture.width)),
        ]);
        dict.insert("DecodeParms".to_owned(), DictItem::Dict { map: parameters });
    }
    let stream = ExternalStream { dict, content: content.clone(), compress: false };
    XObject::External(ExternalXObject { stream, width: None, height: None, dpi: None })
}
