//! Reads a picture back: a strict reader of the XML that pictures are made of, and the shapes in it.

/// An element with its attributes and what is in it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// An attribute; empty where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub(crate) fn number(&self, name: &str) -> i64 {
        self.get(name).parse().unwrap_or_else(|_| panic!("{name} of {self:?}"))
    }

    pub(crate) fn has_class(&self, class: &str) -> bool {
        self.get("class").split(' ').any(|word| word == class)
    }

    /// This element and all in it, each with how far it is moved.
    pub(crate) fn all(&self) -> Vec<(&Self, (i64, i64))> {
        let mut found = Vec::new();
        self.collect((0, 0), &mut found);
        found
    }

    fn collect<'e>(&'e self, (x, y): (i64, i64), found: &mut Vec<(&'e Self, (i64, i64))>) {
        let moved = self.get("transform").strip_prefix("translate(").and_then(|rest| rest.strip_suffix(')'));
        let moved =
            moved.and_then(|numbers| numbers.split_once(' ')).map_or((0, 0), |(x, y)| (x.parse().unwrap(), y.parse().unwrap()));
        let at = (x + moved.0, y + moved.1);
        found.push((self, at));
        self.children.iter().for_each(|child| child.collect(at, found));
    }

    /// The title of a group.
    pub(crate) fn title(&self) -> &str {
        self.children.iter().find(|child| child.name == "title").map_or("", |title| &title.text)
    }
}

/// Reads a document; panics where it is not well-formed.
pub(crate) fn read(text: &str) -> Element {
    let mut open = vec![Element::default()];
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let content = unescape(&rest[..at]);
        open.last_mut().unwrap().text += &content;
        let end = at + rest[at..].find('>').expect("a tag ends");
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let element = open.pop().unwrap();
            assert_eq!(element.name, name, "closes what is open");
            open.last_mut().unwrap().children.push(element);
            continue;
        }
        let element = start(tag.trim_end_matches('/'));
        match tag.ends_with('/') {
            true => open.last_mut().unwrap().children.push(element),
            false => open.push(element),
        }
    }
    assert!(rest.trim().is_empty() && open.len() == 1, "everything is closed");
    let mut document = open.pop().unwrap();
    assert_eq!(document.children.len(), 1, "one element at the top");
    document.children.pop().unwrap()
}

fn start(tag: &str) -> Element {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{tag}");
    let mut element = Element { name: name.to_owned(), ..Element::default() };
    while !rest.trim().is_empty() {
        let (key, value) = rest.trim_start().split_once("=\"").expect("an attribute has a quoted value");
        let (value, after) = value.split_once('"').expect("the quote ends");
        assert!(element.get(key).is_empty(), "{key} once");
        element.attributes.push((key.to_owned(), unescape(value)));
        rest = after;
    }
    element
}

fn unescape(text: &str) -> String {
    assert!(!text.contains(['<', '>']) && text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or("").to_owned();
    for part in parts {
        let (entity, after) = part.split_once(';').expect("an entity ends");
        plain += match entity {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "#39" => "'",
            other => panic!("entity {other}"),
        };
        plain += after;
    }
    plain
}

/// Left, top, right, bottom.
pub(crate) type Bounds = (i64, i64, i64, i64);

pub(crate) fn bounds(rect: &Element, (x, y): (i64, i64)) -> Bounds {
    let (left, top) = (x + rect.number("x"), y + rect.number("y"));
    (left, top, left + rect.number("width"), top + rect.number("height"))
}

/// Whether two rectangles have more than an edge in common.
pub(crate) fn overlap(a: Bounds, b: Bounds) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}

/// Points along a path of `M`, `V` and `C`.
pub(crate) fn points(path: &str, (x, y): (i64, i64)) -> Vec<(i64, i64)> {
    let mut points: Vec<(i64, i64)> = Vec::new();
    let mut rest = path;
    while let Some(letter) = rest.chars().next() {
        let end = rest[1..].find(['M', 'V', 'C']).map_or(rest.len(), |end| end + 1);
        let n: Vec<i64> = rest[1..end].split(' ').map(|number| number.parse().unwrap()).collect();
        let from = points.last().copied();
        match (letter, from, n.as_slice()) {
            ('M', None, [mx, my]) => points.push((x + mx, y + my)),
            ('V', Some((fx, fy)), [to]) => points.extend(along(16, |t| (fx, fy + (y + to - fy) * t / 16))),
            ('C', Some((fx, fy)), [ax, ay, bx, by, tx, ty]) => points.extend(along(32, |t| {
                let s = 32 - t;
                let mix = |p: i64, a: i64, b: i64, q: i64| {
                    (p * s * s * s + 3 * a * s * s * t + 3 * b * s * t * t + q * t * t * t) / 32768
                };
                (mix(fx, x + ax, x + bx, x + tx), mix(fy, y + ay, y + by, y + ty))
            })),
            _ => panic!("{path}"),
        }
        rest = &rest[end..];
    }
    points
}

fn along(steps: i64, at: impl Fn(i64) -> (i64, i64)) -> impl Iterator<Item = (i64, i64)> {
    (1..=steps).map(at)
}
