//! Places that are hard to tell apart: lists of two shapes, lists with an index in them, names that JSON writes in more than one way.

use errspec::decode::{BodyShape, Decoder, Field, Fields, ItemShape, Json, Key, Kind};
use errspec::encode::Values;
use errspec::when::When;
use errspec::{Api, ApiError, Contract};

static NAMED: ItemShape =
    ItemShape::list(Key::object("", &[Key::value("name", 0)]), 1, &[Field::new("name", "/name", 0, Kind::String)]);

static NUMBERED: ItemShape =
    ItemShape::list(Key::object("", &[Key::value("number", 0)]), 1, &[Field::new("number", "/number", 0, Kind::Integer)]);

static CONTRACT: Contract = Contract {
    name: "places",
    decoder: Decoder {
        root: Key::object(
            "",
            &[
                Key::both("errors", 0, &[Key::object("0", &[Key::value("name", 1)])]).items(&NAMED),
                Key::value("", 2),
                Key::value("of eight", 3),
                Key::value("longer than eight", 4),
                Key::value("longer than nine", 5),
                Key::value("a\"b", 6),
                Key::value("c\\d", 7),
                Key::value("é", 8),
                Key::value("tab\t", 9),
            ],
        ),
        slots: 10,
        bodies: &[
            BodyShape::new(
                "named",
                When::ANY,
                &[
                    Field::new("items", "/errors", 0, Kind::List(&NAMED)),
                    Field::new("first", "/errors/0/name", 1, Kind::String).optional(),
                ],
            ),
            BodyShape::new("numbered", When::ANY, &[Field::new("items", "/errors", 0, Kind::List(&NUMBERED))]),
            BodyShape::new(
                "names",
                When::ANY,
                &[
                    Field::new("empty", "/", 2, Kind::String),
                    Field::new("eight", "/of eight", 3, Kind::String),
                    Field::new("long", "/longer than eight", 4, Kind::String),
                    Field::new("longer", "/longer than nine", 5, Kind::String),
                    Field::new("quote", "/a\"b", 6, Kind::String),
                    Field::new("backslash", "/c\\d", 7, Kind::String),
                    Field::new("accent", "/é", 8, Kind::String),
                    Field::new("tab", "/tab\t", 9, Kind::String),
                ],
            ),
        ],
    },
    ..Contract::EMPTY
};

#[derive(Clone, Copy, Debug)]
enum Places {}

/// The fields as texts, by their order in the shape.
type Texts<'e> = Vec<String>;

impl Api for Places {
    type Body<'e> = Texts<'e>;

    fn contract() -> &'static Contract {
        &CONTRACT
    }

    fn body<'e>(fields: &Fields<'_, 'e>) -> Texts<'e> {
        match fields.body() {
            Some(0) => fields.list(0, |item| item.string(0).into_owned()).iter().collect(),
            Some(1) => fields.list(0, |item| item.integer(0).to_string()).iter().collect(),
            Some(_) => (0..8).map(|at| fields.string(at).into_owned()).collect(),
            None => Vec::new(),
        }
    }

    fn values<'v>(_: &'v Texts<'_>) -> Option<(usize, &'v dyn Values)> {
        None
    }
}

fn read(body: &str) -> (Option<&'static str>, Vec<String>) {
    let error = ApiError::<Places>::decode(400, &(), body.as_bytes());
    (error.body_name(), error.body())
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn lists_of_two_shapes_in_one_place() {
    assert_eq!(read(r#"{"errors": [{"name": "a"}, {"x": [1], "name": "b"}]}"#), (Some("named"), texts(&["a", "b"])));
    assert_eq!(read(r#"{"errors": [{"number": 7}, {"number": 8}]}"#), (Some("numbered"), texts(&["7", "8"])));
    assert_eq!(read(r#"{"errors": []}"#), (Some("named"), texts(&[])));
    // No shape has all items: the first list it is, with those that fit.
    assert_eq!(read(r#"{"errors": [{"name": "a"}, {"number": 8}]}"#), (Some("named"), texts(&["a"])));
    assert_eq!(read(r#"{"errors": [{"name": "a"}, {"name": null}]}"#), (Some("named"), texts(&["a"])));
    assert_eq!(read(r#"{"errors": {"0": {"name": "a"}}}"#), (None, texts(&[])));
}

#[test]
fn the_last_list_of_a_name_counts() {
    let body = r#"{"errors": [{"name": "a"}], "errors": [{"number": 8}]}"#;
    assert_eq!(read(body), (Some("numbered"), texts(&["8"])));
    let body = r#"{"errors": [{"number": 8}], "errors": [{"name": "a"}]}"#;
    assert_eq!(read(body), (Some("named"), texts(&["a"])));
    assert_eq!(read(r#"{"errors": [{"name": "a"}], "errors": null}"#), (None, texts(&[])));
    assert_eq!(read(r#"{"errors": [{"name": "a"}], "errors": "text"}"#), (None, texts(&[])));
}

#[test]
fn a_list_that_is_no_json_is_none() {
    for list in ["[", "[,]", "[{}", r#"[{"name": "a"},]"#, r#"[{"name": "a"} {}]"#, r#"[{"name": "a"}}"#] {
        let body = format!(r#"{{"errors": {list}}}"#);
        assert_eq!(read(&body), (None, texts(&[])), "{body}");
    }
    let nested = |depth: usize| format!(r#"{{"errors": [{{"name": "a", "x": {}{}}}]}}"#, "[".repeat(depth), "]".repeat(depth));
    assert_eq!(read(&nested(125)).0, Some("named"));
    assert_eq!(read(&nested(126)).0, None);
}

#[test]
fn names_however_they_are_spelled() {
    let all = texts(&["0", "1", "2", "3", "4", "5", "6", "7"]);
    let plain =
        r#"{"":"0","of eight":"1","longer than eight":"2","longer than nine":"3","a\"b":"4","c\\d":"5","é":"6","tab\t":"7"}"#;
    assert_eq!(read(plain), (Some("names"), all.clone()));
    let escaped = r#"{"":"0","of\u0020eight":"1","longer th\u0061n eight":"2","longer than nin\u0065":"3","\u0061\"b":"4","c\u005cd":"5","\u00e9":"6","tab\u0009":"7"}"#;
    assert_eq!(read(escaped), (Some("names"), all.clone()));
    // The last name where less than eight bytes are left.
    let last =
        r#"{"of eight":"1","longer than eight":"2","longer than nine":"3","a\"b":"4","c\\d":"5","tab\t":"7","":"0","é":"6"}"#;
    assert_eq!(read(last), (Some("names"), all));
}

#[test]
fn a_name_that_begins_like_a_key_is_another() {
    let others = ["of eigh", "of eightt", "longer than eigh", "longer than eight!", "longer t", "a", r#"a\\\"b"#, "é ", " "];
    for other in others {
        let right =
            r#""of eight":"1","longer than eight":"2","longer than nine":"3","a\"b":"4","c\\d":"5","é":"6","tab\t":"7","":"0""#;
        let body = format!(r#"{{{right},"{other}":"wrong"}}"#);
        assert!(Json::parse(body.as_bytes()).is_some(), "{body}");
        assert_eq!(read(&body).1, texts(&["0", "1", "2", "3", "4", "5", "6", "7"]), "{body}");
    }
}
