//! Random bodies of any contract, made from its tables.

use errspec::catalog::Lookup;
use errspec::decode::{BodyShape, Field, Format, ItemShape, Json, Kind};
use errspec::place::Location;
use errspec::when::{Predicate, Test};
use errspec::{Catalog, Contract};
use serde_json::{Map, Value, json};

/// Numbers to decide by; zeros when they have run out.
pub(crate) struct Dice(pub(crate) Vec<u32>);

/// A response as a server sends it.
#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// Empty for values that the format of the body cannot hold.
    pub(crate) body: String,
}

/// What passes a test, in a header and in a body.
fn passing(predicate: Predicate<'_>) -> (String, Value) {
    match predicate {
        Predicate::Present => ("x".to_owned(), json!({})),
        Predicate::Has(item) => (format!("a, {item}"), json!(["a", item])),
        Predicate::HasItem(tests) => (String::new(), json!([passing_item(tests)])),
        Predicate::Between(least, most) => (least.max(most.min(0)).to_string(), json!(least.max(most.min(0)))),
        Predicate::Equals(text) => (text.to_owned(), serde_json::from_str(text).unwrap_or_else(|_| json!(text))),
        Predicate::Contains(text) | Predicate::Starts(text) | Predicate::Ends(text) => (text.to_owned(), json!(text)),
    }
}

/// An item that passes tests.
fn passing_item(tests: &[(&str, Test<'_>)]) -> Value {
    let mut item = json!({});
    for (at, test) in tests.iter().filter(|(_, test)| !test.negated) {
        put(&mut item, at, passing(test.first).1);
    }
    item
}

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0.pop().unwrap_or_default() as usize % bound.max(1)
    }

    fn one_of<'t, T: ?Sized>(&mut self, all: &[&'t T]) -> &'t T {
        all[self.below(all.len())]
    }

    /// A response that has one of a contract's shapes.
    pub(crate) fn response(&mut self, contract: &Contract) -> Response {
        let shape = &contract.decoder.bodies[self.below(contract.decoder.bodies.len())];
        let status = shape.when.status.get(self.below(shape.when.status.len())).map_or(500, |(from, _)| *from);
        let mut headers = vec![("Content-Type", shape.media_type().to_owned())];
        headers.extend(
            shape.when.headers.iter().filter(|(_, test)| !test.negated).map(|(name, test)| (*name, passing(test.first).0)),
        );
        let mut body = self.body(shape, &mut headers);
        for (pointer, test) in shape.when.fields.iter().filter(|(_, test)| !test.negated) {
            let inside = |field: &&Field| pointer.strip_prefix(field.at).is_some_and(|rest| rest.starts_with('/'));
            let list = |field: &Field| match field.kind {
                Kind::List(items) => Some((field.at, items)),
                _ => None,
            };
            let own = shape.fields.iter().find(|field| field.at == *pointer).and_then(list);
            if let (Predicate::HasItem(tests), Some((at, items))) = (test.first, own) {
                let mut item = self.item(items);
                for (inner, test) in tests.iter().filter(|(_, test)| !test.negated) {
                    if !matches!(test.first, Predicate::Present) || item.pointer(inner).is_none() {
                        put(&mut item, inner, passing(test.first).1);
                    }
                }
                put(&mut body, at, json!([item]));
                continue;
            }
            match shape.fields.iter().filter(inside).find_map(list) {
                // A condition on the first item of a list.
                Some((at, items)) => {
                    let item = self.item(items);
                    put(&mut body, at, json!([item]));
                }
                None => put(&mut body, pointer, passing(test.first).1),
            }
        }
        let json = body.to_string();
        let body = match Format::of(shape.body_format()) {
            None => json,
            Some(format) => {
                let mut text = String::new();
                let written = format.write(Json::parse(json.as_bytes()).unwrap(), &mut text);
                written.map_or_else(|_| String::new(), |()| text.trim().to_owned())
            }
        };
        Response { status, headers, body }
    }

    /// The document of a body; fields that are in headers are added to those.
    fn body(&mut self, shape: &BodyShape, headers: &mut Vec<(&'static str, String)>) -> Value {
        let mut body = json!({});
        // Outer places first: an inner one is put into them.
        let mut fields: Vec<&Field> = shape.fields.iter().collect();
        fields.sort_by_key(|field| field.at.len());
        for field in fields {
            if field.required || self.below(2) == 0 {
                let value = self.of_kind(field.kind);
                match (field.header(), field.source.map(|source| source.place.first)) {
                    (Some(name), _) => headers.push((name, in_header(&value))),
                    (None, Some(Location::Item(item))) => {
                        let mut element = passing_item(item.tests);
                        put(&mut element, item.member, value);
                        match body.pointer_mut(item.list).and_then(Value::as_array_mut) {
                            Some(items) => items.push(element),
                            None => put(&mut body, item.list, json!([element])),
                        }
                    }
                    (None, _) => put(&mut body, field.at, value),
                }
            }
        }
        body
    }

    fn of_kind(&mut self, kind: Kind) -> Value {
        match kind {
            Kind::String => Value::from(self.text()),
            Kind::Integer => Value::from([0, -1, 7, i64::MIN, i64::MAX][self.below(5)]),
            Kind::Number => [json!(0), json!(-1.5), json!(u64::MAX), json!(0.015), json!(30)][self.below(5)].clone(),
            Kind::Boolean => Value::from(self.below(2) == 0),
            Kind::Timestamp => {
                Value::from(self.one_of(&["2020-09-16T21:09:15.863+00:00", "2024-02-29 00:00Z", "1970-01-01T00:00"]))
            }
            Kind::Status => Value::from(100 + self.below(900)),
            Kind::Json => {
                let text = self.text();
                [json!({ text.clone(): [null, { "x": text }] }), json!([]), json!(false), json!(1.25), json!("t")]
                    [self.below(5)]
                .clone()
            }
            Kind::Code(catalog) => self.code(catalog),
            Kind::CodeKey(catalog, key) => {
                let key = &catalog.keys[usize::from(key)];
                let row = self.below(catalog.len()) as u16;
                let number = key.numbers(row).next().map(Value::from);
                number.or_else(|| key.texts(row).next().map(Value::from)).unwrap_or_else(|| Value::from(self.text()))
            }
            Kind::List(shape) => (0..self.below(4)).map(|_| self.item(shape)).collect(),
            Kind::Map(shape) => {
                Value::Object((0..self.below(4)).map(|n| (format!("{n}{}", self.text()), self.item(shape))).collect())
            }
            other => panic!("a kind without random values: {other:?}"),
        }
    }

    fn item(&mut self, shape: &ItemShape) -> Value {
        let mut item = json!({});
        for field in shape.fields {
            if field.required || self.below(2) == 0 {
                let value = self.of_kind(field.kind);
                put(&mut item, field.at, value);
            }
        }
        item
    }

    fn code(&mut self, catalog: &Catalog) -> Value {
        let integers = matches!(catalog.lookup, Lookup::Integer { .. });
        match self.below(if catalog.open { 3 } else { 2 }) {
            0 | 1 => {
                let row = self.below(catalog.len()) as u16;
                catalog.number(row).map_or_else(|| Value::from(catalog.wire(row)), Value::from)
            }
            _ if integers => {
                [json!(987_654), json!("-987654"), json!("0987"), json!("99999999999999999999")][self.below(4)].clone()
            }
            _ => Value::from(self.text()),
        }
    }

    fn text(&mut self) -> String {
        let parts = [
            "a",
            "\"",
            "\\",
            "\n",
            "\u{0}",
            "\u{1f}",
            "\u{7f}",
            "é",
            "𝄞",
            "\u{2028}",
            "/",
            "\\u0041",
            " ",
            "{}",
            "long enough for a word",
        ];
        (0..self.below(6)).map(|_| self.one_of(&parts)).collect()
    }
}

/// Puts a value at a JSON Pointer; what stands in the way and has no members is replaced.
/// A value as a header has it; of other texts than dates and codes only the letters, and at least one.
fn in_header(value: &Value) -> String {
    let Some(text) = value.as_str() else { return value.to_string() };
    let plain = text.is_ascii() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#' || byte == b' ');
    let letters: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    if plain && text.starts_with(|c: char| c.is_ascii_digit()) { text.trim().to_owned() } else { format!("x{letters}") }
}

fn put(place: &mut Value, at: &str, value: Value) {
    let mut place = place;
    for token in at.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~")) {
        if !place.is_object() {
            *place = Value::Object(Map::new());
        }
        place = place.as_object_mut().unwrap().entry(token).or_insert(Value::Null);
    }
    *place = value;
}
