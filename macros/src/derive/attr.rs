//! The content of `#[errspec(…)]`: words, `key = value`, `key(…)`.

use super::ast::{Attr, Input, flat, is_punct};
use super::report::Errors;
use super::{Cx, Derive, keys, rename};
use proc_macro2::{Delimiter, Ident, Literal, Span, TokenStream, TokenTree};

/// One item between commas.
#[derive(Clone)]
pub(super) struct Item {
    /// The word in front; nothing where a literal stands by itself.
    pub(super) key: Option<Ident>,
    pub(super) given: Given,
    pub(super) span: Span,
}

#[derive(Clone)]
pub(super) enum Given {
    /// The word alone.
    Nothing,
    /// `= value`, or a value by itself.
    Value(Vec<TokenTree>),
    /// `(…)`.
    Group(Vec<TokenTree>),
}

impl Item {
    /// The word in front without `r#`.
    pub(super) fn name(&self) -> String {
        self.key.as_ref().map_or_else(String::new, |key| key.to_string().trim_start_matches("r#").to_owned())
    }
}

/// The items of all attributes of an enum or a variant, each key once and a key of this derive.
pub(super) fn items(attrs: &[Attr], derive: Derive, at: keys::At, cx: &mut Cx) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    for (tokens, span) in
        attrs.iter().filter_map(|attr| if let Attr::Own(tokens, span) = attr { Some((tokens, *span)) } else { None })
    {
        if tokens.is_empty() {
            cx.errors.say(span, "nothing is said here: write `#[errspec(key = value)]`");
        }
        for item in split(&flat(tokens.clone()), &mut cx.errors) {
            if keys::known(&item, derive, at, cx) && once(&item, &items, cx) {
                items.push(item);
            }
        }
    }
    items
}

/// Of a word that may stand several times each is kept; of others a second one is an error.
fn once(item: &Item, before: &[Item], cx: &mut Cx) -> bool {
    let first = before.iter().find(|other| other.name() == item.name());
    let Some(first) = first.filter(|_| !keys::REPEATED.contains(&item.name().as_str())) else { return true };
    let (name, line) = (item.name(), super::report::line(first.span));
    cx.errors.say(
        item.span,
        &format!("the key `{name}` is written twice [duplicate-key]\n  note: first written here (line {line})"),
    );
    false
}

/// What stands between commas.
pub(super) fn split(tokens: &[TokenTree], errors: &mut Errors) -> Vec<Item> {
    let parts = tokens.split(|token| is_punct(token, ',')).filter(|part| !part.is_empty());
    parts.filter_map(|part| item(part, errors)).collect()
}

fn item(part: &[TokenTree], errors: &mut Errors) -> Option<Item> {
    let span = part.first()?.span();
    let made = |key: &Ident, given| Some(Item { key: Some(key.clone()), given, span });
    match part {
        [TokenTree::Ident(key)] => made(key, Given::Nothing),
        [TokenTree::Ident(key), TokenTree::Group(group)] if group.delimiter() == Delimiter::Parenthesis => {
            made(key, Given::Group(flat(group.stream())))
        }
        [TokenTree::Ident(key), equals, value @ ..] if is_punct(equals, '=') && !value.is_empty() => {
            made(key, Given::Value(value.to_vec()))
        }
        [TokenTree::Ident(key), equals] if is_punct(equals, '=') => {
            errors.say(equals.span(), &format!("a value is missing: `{key} = …`"));
            None
        }
        [TokenTree::Literal(_)] | [TokenTree::Punct(_), TokenTree::Literal(_)] => {
            Some(Item { key: None, given: Given::Value(part.to_vec()), span })
        }
        _ => {
            errors.say(span, "expected a word, `key = value` or `key(…)`, with commas between");
            None
        }
    }
}

/// What concerns the enum as Rust, not its facts.
pub(super) struct Options {
    /// The enum's own items.
    pub(super) items: Vec<Item>,
    /// How tables call the enum.
    pub(super) name: String,
    /// The enum of commands.
    pub(super) commands: String,
    /// The path of the runtime crate.
    pub(super) runtime: TokenStream,
    pub(super) case: rename::Case,
    pub(super) against: Option<Against>,
}

/// The spec an enum is held against.
pub(super) struct Against {
    #[cfg_attr(not(feature = "spec"), allow(dead_code))]
    pub(super) path: String,
    pub(super) span: Span,
    /// The name of a catalogue or machine in it, and where it stands.
    #[cfg_attr(not(feature = "spec"), allow(dead_code))]
    pub(super) entry: Option<(String, Span)>,
}

impl Options {
    pub(super) fn read(derive: Derive, input: &Input, cx: &mut Cx) -> Self {
        let items = items(&input.attrs, derive, keys::At::Enum, cx);
        let ident = input.ident.to_string().trim_start_matches("r#").to_owned();
        let stem = ident.strip_suffix("State").filter(|stem| !stem.is_empty()).unwrap_or(&ident).to_owned();
        let mut options = Self {
            name: if derive == Derive::StateMachine { stem.clone() } else { ident },
            commands: format!("{stem}Command"),
            runtime: quote::quote!(::errspec),
            case: rename::Case::default(),
            against: None,
            items: Vec::new(),
        };
        for item in &items {
            options.take(item, &items, cx);
        }
        if let Some(against) = options.against.as_ref().filter(|_| !cfg!(feature = "spec")) {
            cx.errors.say(
                against.span,
                "an enum is held against a spec with the feature `macros` of errspec, which builds the reader of specs",
            );
        }
        Self { items: items.into_iter().filter(|item| !keys::OPTIONS.contains(&item.name().as_str())).collect(), ..options }
    }

    fn take(&mut self, item: &Item, all: &[Item], cx: &mut Cx) {
        match item.name().as_str() {
            "name" => self.name = text(item, cx).unwrap_or_default(),
            "commands" => self.commands = text(item, cx).unwrap_or_default(),
            "crate" => match &item.given {
                Given::Value(path) => self.runtime = path.iter().cloned().collect(),
                _ => cx.errors.say(item.span, "write the path: `crate = ::my_errspec`"),
            },
            "rename_all" => {
                let written = text(item, cx).unwrap_or_default();
                match rename::Case::parse(&written) {
                    Some(case) => self.case = case,
                    None => cx.errors.say(item.span, &rename::unknown(&written)),
                }
            }
            "spec" => {
                let entry = all.iter().find(|item| ["catalogue", "machine"].contains(&item.name().as_str()));
                let entry = entry.and_then(|item| Some((text(item, cx)?, value_span(item))));
                let span = value_span(item);
                self.against = text(item, cx).map(|path| Against { path, span, entry });
            }
            word @ ("catalogue" | "machine") if !all.iter().any(|item| item.name() == "spec") => {
                cx.errors.say(item.span, &format!("`{word}` names an entry of a spec: say which, `spec = \"spec/api.yaml\"`"));
            }
            _ => {}
        }
    }
}

/// The place of what an item says.
pub(super) fn value_span(item: &Item) -> Span {
    match &item.given {
        Given::Value(tokens) | Given::Group(tokens) => tokens.first().map_or(item.span, TokenTree::span),
        Given::Nothing => item.span,
    }
}

/// A text or word.
pub(super) fn text(item: &Item, cx: &mut Cx) -> Option<String> {
    let text = match &item.given {
        Given::Value(tokens) => scalar(tokens),
        _ => None,
    };
    if text.is_none() {
        cx.errors.say(item.span, &format!("write `{0} = \"…\"`", item.name()));
    }
    text
}

/// The text of a single value: the content of a string, anything else as it is written.
pub(super) fn scalar(tokens: &[TokenTree]) -> Option<String> {
    match tokens {
        [TokenTree::Literal(literal)] => Some(content(literal)),
        [TokenTree::Ident(word)] => Some(word.to_string().trim_start_matches("r#").to_owned()),
        [minus, TokenTree::Literal(literal)] if is_punct(minus, '-') => Some(format!("-{literal}")),
        _ => None,
    }
}

/// What a string literal says; another literal as it is written.
pub(super) fn content(literal: &Literal) -> String {
    let text = literal.to_string();
    if let Some(raw) = text.strip_prefix('r') {
        let raw = raw.trim_matches('#');
        return raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"')).unwrap_or(&text).to_owned();
    }
    text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).map_or_else(|| text.clone(), unescaped)
}

/// The escapes of a string (the reference, "Tokens"). The compiler has refused what is none.
fn unescaped(text: &str) -> String {
    let (mut plain, mut chars) = (String::with_capacity(text.len()), text.chars());
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => plain.push('\n'),
            Some('t') => plain.push('\t'),
            Some('r') => plain.push('\r'),
            Some('0') => plain.push('\0'),
            Some('x') => plain.extend(code_point(chars.by_ref().take(2))),
            Some('u') => plain.extend(code_point(chars.by_ref().skip(1).take_while(|c| *c != '}'))),
            Some('\n') => {
                let rest = chars.as_str().trim_start();
                chars = rest.chars();
            }
            Some(other) => plain.push(other),
            None => {}
        }
    }
    plain
}

fn code_point(digits: impl Iterator<Item = char>) -> Option<char> {
    let digits: String = digits.filter(|digit| *digit != '_').collect();
    u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::content;
    use proc_macro2::Literal;

    #[test]
    fn strings_say_their_content_and_other_literals_their_text() {
        let cases = [
            (r#""a\"b\\\n\x41\u{1_F4A5}""#, "a\"b\\\nA💥"),
            ("\"one \\\n   line\"", "one line"),
            (r##"r#"raw "text""#"##, "raw \"text\""),
            ("08000", "08000"),
            ("1.5s", "1.5s"),
        ];
        for (written, meant) in cases {
            assert_eq!(content(&written.parse::<Literal>().unwrap()), meant, "{written}");
        }
    }
}
