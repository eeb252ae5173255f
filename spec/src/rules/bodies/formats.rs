//! Values that the format of a body does not have, and media types of other formats.

use crate::diag::{Diagnostic, Sink};
use crate::lists::IntoVec;
use crate::model::{Body, Contract, Field, FieldKind};
use crate::source::{Span, Spanned};
use crate::syntax::Location;
use crate::words::BodyFormat;
use errspec_core::text::is_xml_name;

rules! {
    OTHER_FORMAT: Warning = "other-format" {
        what: "a body is restricted to responses in another format",
        why: "The fields of a body are read from its `format`, which is JSON unless the body says otherwise. If `when` asks \
              for a media type of another format, the body never matches. Set `format` to what the service sends: `xml`, \
              `form` or `text`. For other formats, remove the body: an error that no body matches still has its status \
              and the raw bytes of the response.",
        example: r"
 bodies:
-  api: { when: { content_type: application/xml }, fields: { message: /Error/Message } }
+  api: { format: xml, when: { content_type: application/xml }, fields: { message: /Error/Message } }
",
    }
    NOT_IN_FORMAT: Error = "not-in-format" {
        what: "the format of a body has no value of this type, or none at this pointer",
        why: "An XML document is one element, so all pointers of an XML body begin with its name. Their other parts are \
              names of elements without a prefix, indices of repeated elements and, as the last part, `@` and the name of \
              an attribute, or `#text` for the text of an element that has attributes. A form has names with texts, so its \
              pointers have one part. A plain text is a single value, whose pointer is empty.",
        example: r#"
 bodies:
   api:
     format: form
-    fields: { message: /error/description }
+    fields: { message: /error_description }
"#,
    }
    TYPES_IN_FORMAT: Error = "types-in-format" {
        what: "bodies of one format read the same value with types that exclude each other",
        why: "In JSON, a value has a type, which tells bodies apart. In XML, forms and plain text every value is a text, \
              and the contract says which texts are numbers, which elements are items of a list, and whether an element \
              is its text or has attributes. It can only say that once for each pointer.",
        example: r"
 bodies:
   limited: { format: form, fields: { reason: /reason, code: /code } }
-  plain: { format: form, fields: { code: { at: /code, type: integer } } }
+  plain: { format: form, fields: { code: /code } }
",
    }
}

/// Compares the fields and the conditions of a body with its format.
pub(super) fn check(body: &Body, sink: &mut Sink) {
    media_type(body, sink);
    let format = body.format.value;
    if format == BodyFormat::Json {
        return;
    }
    let mut root: Option<&Spanned<String>> = None;
    for field in &body.fields {
        for at in field.place.pointers() {
            let wrong = pointer(format, at, &mut root).or_else(|| kind(format, at, &field.kind));
            if let Some(wrong) = wrong {
                report(body, at.span, &field.name.value, wrong, sink);
            }
        }
        members(body, &field.kind, sink);
    }
}

/// The pointers of the members of items, which are relative to the item.
fn members(body: &Body, kind: &FieldKind, sink: &mut Sink) {
    if body.format.value != BodyFormat::Xml {
        return;
    }
    for member in kind.members() {
        for at in member.place.pointers() {
            let tokens = at.value.split('/').skip(1).into_vec();
            if let Some(wrong) = xml_tokens(&tokens) {
                report(body, at.span, &member.name.value, wrong, sink);
            }
        }
        members(body, &member.kind, sink);
    }
}

fn report(body: &Body, at: Span, field: &str, (message, note): (String, &str), sink: &mut Sink) {
    let message = format!("`{field}` cannot be read: {message}");
    let finding = Diagnostic::new(&NOT_IN_FORMAT, at, message).label(body.format.span, "the format of the body");
    sink.push(finding.note(note));
}

/// What is wrong with a pointer, and what to write instead.
fn pointer<'p>(
    format: BodyFormat,
    at: &'p Spanned<String>,
    root: &mut Option<&'p Spanned<String>>,
) -> Option<(String, &'static str)> {
    let tokens = at.value.split('/').skip(1).into_vec();
    match (format, tokens.as_slice()) {
        (BodyFormat::Text, []) | (BodyFormat::Form, [] | [_]) => None,
        (BodyFormat::Text, _) => Some((
            "a plain text has no members".to_owned(),
            "The whole text is at the empty pointer: `at: \"\"`. `before` and `after` read a part of it.",
        )),
        (BodyFormat::Form, [_, index]) if is_index(index) => None,
        (BodyFormat::Form, _) => Some((
            "a form has no members inside members".to_owned(),
            "Write the name of the form's field as the only part of the pointer: `/error_description`.",
        )),
        (BodyFormat::Xml, [first, rest @ ..]) => {
            if first.starts_with(['@', '#']) {
                return Some((
                    "a document has no attributes and no text".to_owned(),
                    "Begin the pointer with the name of the root element: `/Error/@code`.",
                ));
            }
            if is_index(first) {
                return Some((
                    "a document is no list".to_owned(),
                    "Begin the pointer with the name of the root element: `/Errors/Error/0`.",
                ));
            }
            let of_root = root.get_or_insert(at).value.split('/').nth(1);
            if of_root != Some(*first) {
                let message =
                    format!("an XML document has one root element, and another field is in `{}`", of_root.unwrap_or_default());
                return Some((
                    message,
                    "Begin all pointers of a body with the same name. A document with another root element is another body.",
                ));
            }
            xml_tokens(&[&[*first], rest].concat())
        }
        _ => None,
    }
}

/// What is wrong with the parts of a pointer to an element, an attribute or a text.
fn xml_tokens(tokens: &[&str]) -> Option<(String, &'static str)> {
    let (last, around) = tokens.split_last()?;
    let name = |token: &str| is_xml_name(token) || is_index(token);
    let is_last = |token: &str| name(token) || token == "#text" || token.strip_prefix('@').is_some_and(is_xml_name);
    let wrong = around.iter().find(|token| !name(token)).or(Some(last).filter(|last| !is_last(last)))?;
    Some(match wrong {
        token if token.contains(':') => (
            format!("`{token}` has a prefix"),
            "Namespaces are ignored: write the name without its prefix, such as `/Error/Code` for `<s:Error><s:Code>`.",
        ),
        token => (
            format!("`{token}` is not the name of an element"),
            "A part of the pointer is the name of an element or an index. The last part can also be `@` and the name of an attribute, or `#text`.",
        ),
    })
}

fn is_index(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// What is wrong with the type of a field.
fn kind(format: BodyFormat, at: &Spanned<String>, kind: &FieldKind) -> Option<(String, &'static str)> {
    let nested = |kind: &FieldKind| kind.item().is_some() || matches!(kind, FieldKind::Object(_) | FieldKind::Json);
    match (format, kind) {
        (BodyFormat::Text, FieldKind::List(_) | FieldKind::Map(_) | FieldKind::Json) => {
            Some(("a plain text has no items and no members".to_owned(), "Give the field another type, such as `string`."))
        }
        (BodyFormat::Form, FieldKind::Map(item)) if at.is_empty() => match item.as_ref() {
            FieldKind::List(item) if !nested(item) => None,
            item if !nested(item) => None,
            _ => Some(deep()),
        },
        (BodyFormat::Form, FieldKind::Map(_)) => Some(deep()),
        (BodyFormat::Form, FieldKind::List(item)) if nested(item) || at.is_empty() => Some(deep()),
        (BodyFormat::Form, FieldKind::Json) if !at.is_empty() => None,
        (BodyFormat::Xml, _) if at.is_empty() && *kind != FieldKind::Json => Some((
            "an XML document is an element, not a value".to_owned(),
            "Begin the pointer with the name of the root element: `/Error/Message`.",
        )),
        (BodyFormat::Xml, kind) if has_list_of_lists(kind) => Some((
            "XML has no lists of lists".to_owned(),
            "The items of a list are elements: `{ list: { items: { at: /Item, type: { list: string } } } }`.",
        )),
        _ => None,
    }
}

fn deep() -> (String, &'static str) {
    (
        "the values of a form are texts".to_owned(),
        "A list has the texts of a name that occurs several times: `{ list: string }`.",
    )
}

fn has_list_of_lists(kind: &FieldKind) -> bool {
    match kind {
        FieldKind::List(item) => matches!(item.as_ref(), FieldKind::List(_)) || has_list_of_lists(item),
        FieldKind::Map(item) => has_list_of_lists(item),
        FieldKind::Object(members) => members.iter().any(|member| has_list_of_lists(&member.kind)),
        _ => false,
    }
}

/// How the value at a pointer is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ReadAs {
    Text,
    Number,
    List,
    Attributes,
}

impl ReadAs {
    fn of(kind: &FieldKind) -> Option<Self> {
        match kind {
            FieldKind::String | FieldKind::Timestamp | FieldKind::Code(_) | FieldKind::Key(..) => Some(Self::Text),
            FieldKind::Integer | FieldKind::Number | FieldKind::Boolean | FieldKind::Status => Some(Self::Number),
            FieldKind::List(_) => Some(Self::List),
            FieldKind::Json | FieldKind::Map(_) | FieldKind::Object(_) => None,
        }
    }

    const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a number or a boolean",
            Self::List => "a list",
            Self::Attributes => "an element with attributes",
        }
    }
}

/// Reports values that bodies of a format read in different ways.
pub(super) fn types(contract: &Contract, sink: &mut Sink) {
    let mut read: Vec<(BodyFormat, &str, ReadAs, &Field)> = Vec::new();
    for body in contract.bodies.iter().filter(|body| body.format.value != BodyFormat::Json) {
        for field in &body.fields {
            for location in &field.place.at {
                let Location::Pointer(at) = location else { continue };
                let own = ReadAs::of(&field.kind).map(|own| (at.as_str(), own));
                let beside = at.value.rsplit_once('/').filter(|(_, last)| last.starts_with(['@', '#']));
                let around = beside.map(|(around, _)| (around, ReadAs::Attributes));
                for (at, own) in own.into_iter().chain(around) {
                    let other = read.iter().find(|(format, other, _, _)| *format == body.format.value && *other == at);
                    match other {
                        Some((.., other, earlier)) if *other != own => {
                            sink.push(differs(at, location.span(), (own, field), (*other, earlier)))
                        }
                        _ => read.push((body.format.value, at, own, field)),
                    }
                }
            }
        }
    }
}

fn differs(at: &str, span: Span, (own, field): (ReadAs, &Field), (other, earlier): (ReadAs, &Field)) -> Diagnostic {
    let message = format!("`{at}` is read as {} here and as {} elsewhere", own.as_str(), other.as_str());
    let finding =
        Diagnostic::new(&TYPES_IN_FORMAT, span, message).label(earlier.name.span, format!("read as {}", other.as_str()));
    let finding = if field.name.span == span { finding } else { finding.here(format!("read as {}", own.as_str())) };
    finding.note(match (own, other) {
        (ReadAs::Attributes, _) | (_, ReadAs::Attributes) => {
            "The text of an element whose attributes are read is at `#text`, such as `/Error/Message/#text`."
        }
        _ => "Give both fields one type. A `string` accepts any text, and a `list` also accepts a single value.",
    })
}

/// A media type of another format than that of the body.
fn media_type(body: &Body, sink: &mut Sink) {
    let Some((content_type, format)) = body.when.content_type.iter().find_map(|text| {
        let format = format_of(text)?;
        (format != Some(body.format.value)).then_some((text, format))
    }) else {
        return;
    };
    let message = format!(
        "`{}` is not {}, from which the fields of `{}` are read",
        content_type.value,
        said(body.format.value),
        body.name.value
    );
    let finding = Diagnostic::new(&OTHER_FORMAT, content_type.span, message).label(body.name.span, "never matches");
    sink.push(finding.note(match format {
        Some(format) => format!("If the service sends {}, say so: `format: {format}`. If it sends {} with this media type, allow the warning under `lints.allow`.", said(format), said(body.format.value)),
        None => format!("A response in another format matches no body: the error then has only its status and its bytes. Remove the body. If the service sends {} with this media type, allow the warning under `lints.allow`.", said(body.format.value)),
    }));
}

const fn said(format: BodyFormat) -> &'static str {
    match format {
        BodyFormat::Form => "a form",
        BodyFormat::Xml => "XML",
        BodyFormat::Text => "a plain text",
        _ => "JSON",
    }
}

/// The format of a media type: `None` if it may be any, and `Some(None)` if it is none that bodies have. Text types are often used for JSON.
fn format_of(content_type: &str) -> Option<Option<BodyFormat>> {
    let text = content_type.to_ascii_lowercase();
    let (kind, format) = text.split_once('/').unwrap_or((&text, ""));
    let format = format.rsplit('+').next().unwrap_or(format);
    match (kind, format) {
        ("audio" | "font" | "image" | "multipart" | "video", _) => Some(None),
        (_, "json") => Some(Some(BodyFormat::Json)),
        (_, "xml" | "soap") => Some(Some(BodyFormat::Xml)),
        (_, "x-www-form-urlencoded") => Some(Some(BodyFormat::Form)),
        (_, "csv" | "yaml" | "cbor" | "msgpack" | "protobuf" | "grpc" | "zip" | "gzip" | "pdf" | "octet-stream") => Some(None),
        (_, "x-protobuf" | "x-yaml" | "x-msgpack" | "vnd.google.protobuf") => Some(None),
        _ => None,
    }
}
