//! Facts and where they come from.

use super::object::{Object, list};
use super::values;
use errspec_spec::model::{Fact, Facts, Origin, Via};
use errspec_spec::source::{Sources, Span, Spanned};
use errspec_spec::words::{Basis, Word};
use serde_json::Value;

/// Turns facts and places into what is printed.
#[derive(Clone, Copy)]
pub(super) struct Places<'a>(pub(super) &'a Sources);

impl Places<'_> {
    /// An entry: where it stands and how sure it is as a whole.
    pub(super) fn entry(self, span: Span, basis: Basis) -> Object {
        self.at(span).set("basis", basis.as_str())
    }

    /// Where something stands.
    pub(super) fn at(self, span: Span) -> Object {
        Object::new().set("place", self.0.place(span))
    }

    /// A fact, its value made printable by `show`.
    pub(super) fn fact<T>(self, fact: &Fact<T>, show: impl FnOnce(&T) -> Value) -> Object {
        self.origin(show(&fact.value), &fact.origin)
    }

    /// A fact that only its entry can state.
    pub(super) fn own<T>(self, fact: &Spanned<T>, basis: Basis, show: impl FnOnce(&T) -> Value) -> Object {
        self.origin(show(&fact.value), &Origin { span: Some(fact.span), via: Via::Own, basis })
    }

    /// A text that only its entry can state.
    pub(super) fn own_text(self, text: Option<&Spanned<String>>, basis: Basis) -> Option<Object> {
        text.map(|text| self.own(text, basis, |text| Value::from(text.as_str())))
    }

    /// A value and where it comes from.
    pub(super) fn origin(self, value: Value, origin: &Origin) -> Object {
        let from = origin.span.map(|span| self.0.place(span));
        Object::new().set("value", value).set("from", from).set("via", via(&origin.via)).set("basis", origin.basis.as_str())
    }

    /// The shared words of an entry, added to it.
    pub(super) fn words(self, entry: Object, facts: &Facts) -> Object {
        let text = |fact: &Option<Fact<String>>| fact.as_ref().map(|fact| self.fact(fact, |text| Value::from(text.as_str())));
        entry
            .maybe("name", facts.name.as_ref().map(|name| name.as_str()))
            .maybe("title", text(&facts.title))
            .maybe("summary", text(&facts.summary))
            .unless_empty("causes", list(facts.causes.iter().map(|cause| cause.as_str())))
            .maybe("action", text(&facts.action))
            .set("category", self.fact(&facts.category, |category| category.as_str().into()))
            .set("retry", self.fact(&facts.retry, values::retry))
            .set("effect", self.fact(&facts.effect, |effect| effect.as_str().into()))
            .maybe("expires", facts.expires.as_ref().map(|fact| self.fact(fact, |expires| values::duration(*expires))))
            .maybe("since", text(&facts.since))
            .maybe("deprecated", text(&facts.deprecated))
            .maybe("docs", text(&facts.docs))
    }

    /// Like `words`, for codes without a single status: what nothing says of the code itself comes with the answer.
    pub(super) fn open_words(self, entry: Object, facts: &Facts) -> Object {
        let words = [
            ("category", facts.stated_category().is_none()),
            ("retry", facts.retry.origin.via == Via::Default),
            ("effect", facts.effect.origin.via == Via::Default),
        ];
        let of_answer = Origin { span: None, via: Via::Default, basis: Basis::Stated };
        let fact = || self.origin(Value::Null, &of_answer).set("via", "answer");
        let silent = words.into_iter().filter(|(_, silent)| *silent);
        silent.fold(self.words(entry, facts), |entry, (word, _)| entry.set(word, fact()))
    }

    /// Like `words`, for entries on which silence is no fact: what the language would assume is left out.
    pub(super) fn stated_words(self, entry: Object, facts: &Facts) -> Object {
        let origins = [("category", &facts.category.origin), ("retry", &facts.retry.origin), ("effect", &facts.effect.origin)];
        let assumed = origins.into_iter().filter(|(_, origin)| origin.via == Via::Default).map(|(word, _)| word);
        assumed.fold(self.words(entry, facts), Object::without)
    }
}

fn via(via: &Via) -> String {
    match via {
        Via::Own => "own".to_owned(),
        Via::Base(name) => format!("extends {name}"),
        Via::Group(name) => format!("group {name}"),
        Via::Catalog(name) => format!("catalog {name}"),
        Via::Status(status) => format!("status {status}"),
        Via::Range(range) => format!("range {range}"),
        Via::Registry => "registry".to_owned(),
        Via::Default => "default".to_owned(),
    }
}
