//! Inheritance: which layer a fact comes from, and the basis it has there.

use crate::model::{Fact, Facts, Origin, Via};
use crate::source::Spanned;
use crate::syntax::{self, BasisWords, Retry};
use crate::words::{Basis, Category, Effect, RetryClass};

/// A layer: an entry whose facts may apply. Lists of layers begin with the nearest one.
pub(super) struct Layer<'d> {
    pub(super) facts: &'d syntax::Facts,
    pub(super) via: Via,
    /// The `basis` of the entries around it, nearest first.
    pub(super) around: Vec<&'d BasisWords>,
}

/// The layers of an entry, nearest first.
pub(super) struct Layers<'d>(pub(super) Vec<Layer<'d>>);

impl<'d> Layers<'d> {
    /// The fact from the first layer that has it.
    pub(super) fn find<T: Clone + 'd>(
        &self,
        key: &str,
        get: impl Fn(&'d syntax::Facts) -> &'d Option<Spanned<T>>,
    ) -> Option<Fact<T>> {
        self.0.iter().find_map(|layer| layer.fact(key, get(layer.facts).as_ref()))
    }

    /// The fact of the entry itself, or of the code that it extends, but not of groups, catalogs and statuses.
    fn own<T: Clone + 'd>(&self, key: &str, get: impl Fn(&'d syntax::Facts) -> &'d Option<Spanned<T>>) -> Option<Fact<T>> {
        self.personal().find_map(|layer| layer.fact(key, get(layer.facts).as_ref()))
    }

    /// The layers of the entry itself and of the codes it extends.
    fn personal(&self) -> impl Iterator<Item = &Layer<'d>> {
        self.0.iter().filter(|layer| matches!(layer.via, Via::Own | Via::Base(_)))
    }

    /// Like `own`, but also from groups and catalogs; not from statuses.
    fn lent<T: Clone + 'd>(&self, key: &str, get: impl Fn(&'d syntax::Facts) -> &'d Option<Spanned<T>>) -> Option<Fact<T>> {
        self.0.iter().filter(|layer| layer.via.is_own()).find_map(|layer| layer.fact(key, get(layer.facts).as_ref()))
    }

    /// The basis of the entry as a whole, from the nearest layer.
    fn basis(&self) -> Basis {
        self.0.first().map_or(Basis::Stated, |layer| layer.basis_of(""))
    }
}

macro_rules! resolved {
    (@by name $layers:ident, $key:ident, $silent:ident) => { $layers.personal().find_map(|layer| layer.facts.$key.clone()) };
    (@by list $layers:ident, $key:ident, $silent:ident) => {
        $layers.personal().map(|layer| &layer.facts.$key).find(|list| !list.is_empty()).cloned().unwrap_or_default()
    };
    (@by basis $layers:ident, $key:ident, $silent:ident) => { $layers.basis() };
    (@by found $layers:ident, $key:ident, $silent:ident) => {
        $layers.find(stringify!($key), |facts| &facts.$key).unwrap_or_else(|| default($silent.$key()))
    };
    // `own` or `lent`: a method of this name.
    (@by $how:ident $layers:ident, $key:ident, $silent:ident) => { $layers.$how(stringify!($key), |facts| &facts.$key) };
    ($($how:ident $key:ident: $value:ty, $read:path, [$($on:ident)*];)*) => {
        impl Layers<'_> {
            /// All shared facts, resolved. Facts that nobody states have the defaults of the language.
            pub(super) fn resolve(&self, silent: Silent) -> Facts {
                let layers = self;
                Facts { $($key: resolved!(@by $how layers, $key, silent),)* }
            }
        }
    };
}

facts!(resolved);

/// What the defaults of the language depend on.
#[derive(Clone, Copy)]
pub(super) struct Silent {
    /// The status that determines the default effect.
    pub(super) status: Option<u16>,
    /// The only status of the entry, if it is not in the registry. It determines the default category.
    pub(super) class: Option<u16>,
}

impl Silent {
    /// The defaults of an entry without a status.
    pub(super) const NONE: Self = Self { status: None, class: None };

    /// The category of a status that is not in the registry: it counts as the first status of its class, and a status outside all classes
    /// counts as a server error (RFC 9110 §15).
    fn category(self) -> Category {
        match self.class {
            None | Some(100..=399) => Category::Other,
            Some(400..=499) => Category::InvalidRequest,
            Some(_) => Category::Internal,
        }
    }

    fn retry(self) -> Retry {
        Retry::of(RetryClass::Unspecified)
    }

    /// After a 4xx status the server has not acted; after any other it may have.
    fn effect(self) -> Effect {
        match self.status {
            Some(400..=499) => Effect::None,
            _ => Effect::Maybe,
        }
    }
}

impl Layer<'_> {
    fn fact<T: Clone>(&self, key: &str, value: Option<&Spanned<T>>) -> Option<Fact<T>> {
        let value = value?;
        let origin = Origin { span: Some(value.span), via: self.via.clone(), basis: self.basis_of(key) };
        Some(Fact { value: value.value.clone(), origin })
    }

    /// The basis of a fact in this layer.
    pub(super) fn basis_of(&self, key: &str) -> Basis {
        basis_of(key, std::iter::once(&self.facts.basis).chain(self.around.iter().copied()))
    }
}

/// The nearest basis of a fact: that of the fact itself, or that of its whole entry.
pub(super) fn basis_of<'d>(key: &str, words: impl Iterator<Item = &'d BasisWords>) -> Basis {
    let mut words = words.map(|words| {
        let by_key = words.by_key.iter().find(|(word, _)| word.value == key).map(|(_, basis)| *basis);
        by_key.or(words.all.as_ref().map(|all| all.value))
    });
    words.find_map(|basis| basis).unwrap_or(Basis::Stated)
}

/// The basis of an entry as a whole.
pub(super) fn entry_basis(words: &BasisWords) -> Basis {
    words.all.as_ref().map_or(Basis::Stated, |all| all.value)
}

/// A default of the language.
pub(super) fn default<T>(value: T) -> Fact<T> {
    Fact { value, origin: Origin { span: None, via: Via::Default, basis: Basis::Assumed } }
}
