//! Items for a type of the wrong shape, which cannot have any facts: all methods and traits of the derive, with empty facts, so that code
//! using them does not cause further errors. They never run, because there is an error.
//!
//! Traits with supertraits that the type may lack are implemented on the condition that it has them. For a type without parameters, the
//! compiler accepts such a condition only with a lifetime in front.

use super::ast::{Fields, Input};
use super::context::Derive;
use super::expand::RUNTIME;
use super::fallback;
use super::options::Options;
use errspec_codegen::derive::{self as emit, Target};

pub(super) fn items(derive: Derive, input: &Input, options: &Options) -> String {
    let bare = ["Bare".to_owned()];
    let target = Target { ty: "__Type", name: &options.name, variants: &bare, runtime: RUNTIME, attributes: "" };
    let contract = fallback::contract(derive, input, options);
    let tables = contract.as_ref().map_or_else(String::new, |contract| emit::tables(contract, target));
    let commands = contract.as_ref().filter(|contract| contract.machines.iter().any(|machine| !machine.commands.is_empty()));
    let commands =
        commands.map(|contract| emit::commands(contract, &options.commands, &input.visibility()).unwrap_or_default());
    let other = input.variants.iter().find(|variant| matches!(variant.fields, Fields::Tuple(1, _)));
    let text = match derive {
        Derive::ErrorCode => format!("{FACTS} {CODE}"),
        Derive::StatusCode if other.is_some() => format!("{FACTS} {STATUS} {STATUS_OPEN}"),
        Derive::StatusCode => format!("{FACTS} {STATUS} {STATUS_CLOSED}"),
        Derive::Retryable => RETRYABLE.to_owned(),
        Derive::StateMachine if commands.is_some() => {
            format!("{FACTS} {STATE} {COMMAND}").replace("__Command", &options.commands)
        }
        Derive::StateMachine => format!("{FACTS} {STATE}").replace("__Command", "__rt::machine::NoCommand"),
    };
    let text = text.replace("__rt", RUNTIME).replace("__v1", &format!("{RUNTIME}::__v1"));
    let text = text.replace("pub ", "#[doc = \" Stands in.\"] pub ");
    format!("{} const _: () = {{ {tables} {text} }};", commands.unwrap_or_default())
}

const RETRYABLE: &str = "
#[automatically_derived]
impl<__Params> __rt::Retryable for __Type where __Bounds {
    fn retry(&self) -> __rt::RetryClass { __rt::RetryClass::Unspecified }
}";

/// The methods that codes, statuses and states share.
const FACTS: &str = "
impl<__Params> __Type where __Bounds {
    pub const fn facts(&self) -> __rt::Facts { __rt::Facts::NONE }
    pub const fn summary(&self) -> &'static __v1::str { \"\" }
    pub const fn action(&self) -> __v1::Option<&'static __v1::str> { __v1::Option::None }
    pub const fn severity(&self) -> __v1::Option<__rt::Severity> { __v1::Option::None }
    pub const fn basis(&self) -> __rt::Basis { __rt::Basis::Assumed }
    pub const fn basis_of(&self, _: __rt::Fact) -> __rt::Basis { __rt::Basis::Assumed }
}";

const CODE: &str = "
impl<__Params> __Type where __Bounds {
    pub const fn as_str(&self) -> &'static __v1::str { \"\" }
    pub const fn category(&self) -> __rt::Category { __rt::Category::Other }
    pub const fn status(&self) -> __v1::Option<__v1::u16> { __v1::Option::None }
    pub fn has_tag(self, _: &__v1::str) -> __v1::bool { false }
    pub const fn group(&self) -> __v1::Option<&'static __rt::Group> { __v1::Option::None }
    pub const fn retry(&self) -> __rt::RetryClass { __rt::RetryClass::Unspecified }
    pub const fn effect(&self) -> __rt::Effect { __rt::Effect::Maybe }
    pub const fn extra(&self) -> __v1::Option<&'static __rt::Extra> { __v1::Option::None }
    pub fn from_wire(_: &__v1::str) -> __v1::Option<Self> { __v1::Option::None }
}
impl<__Params> __Type where __Bounds for<'__errspec> Self: 'static {
    pub const CATALOG: &'static __rt::Catalog = &tables::CODES;
    pub const ALL: &'static [Self] = &[];
}
#[automatically_derived]
impl<__Params> __rt::Code for __Type
where __Bounds for<'__errspec> Self: ::core::marker::Copy + __v1::Eq + __v1::fmt::Debug + 'static {
    const CATALOG: &'static __rt::Catalog = &tables::CODES;
    const ALL: &'static [Self] = &[];
    fn row(self) -> __v1::u16 { 0 }
}
#[automatically_derived]
impl<__Params> __v1::fmt::Display for __Type where __Bounds {
    fn fmt(&self, _: &mut __v1::fmt::Formatter<'_>) -> __v1::fmt::Result { __v1::Result::Ok(()) }
}
#[automatically_derived]
impl<__Params> __v1::Error for __Type where __Bounds for<'__errspec> Self: __v1::fmt::Debug {}
#[automatically_derived]
impl<__Params> __v1::FromStr for __Type where __Bounds {
    type Err = __rt::UnknownCode;
    fn from_str(_: &__v1::str) -> __v1::Result<Self, __rt::UnknownCode> { loop {} }
}";

const STATUS: &str = "
impl<__Params> __Type where __Bounds {
    pub const fn code(&self) -> __v1::u16 { 0 }
    pub const fn phrase(&self) -> &'static __v1::str { \"\" }
    pub const fn category(&self) -> __v1::Option<__rt::Category> { __v1::Option::None }
    pub const fn retry(&self) -> __rt::RetryClass { __rt::RetryClass::Unspecified }
    pub const fn effect(&self) -> __rt::Effect { __rt::Effect::Maybe }
}
impl<__Params> __Type where __Bounds for<'__errspec> Self: 'static {
    pub const DECLARED: &'static [Self] = &[];
}
#[automatically_derived]
impl<__Params> __v1::From<__Type> for __v1::u16 where __Bounds {
    fn from(_: __Type) -> Self { 0 }
}
#[automatically_derived]
impl<__Params> __v1::fmt::Display for __Type where __Bounds {
    fn fmt(&self, _: &mut __v1::fmt::Formatter<'_>) -> __v1::fmt::Result { __v1::Result::Ok(()) }
}";

/// If one variant stands for all statuses that are not listed.
const STATUS_OPEN: &str = "
impl<__Params> __Type where __Bounds {
    pub const fn new(_: __v1::u16) -> Self { loop {} }
}
#[automatically_derived]
impl<__Params> __v1::From<__v1::u16> for __Type where __Bounds {
    fn from(_: __v1::u16) -> Self { loop {} }
}";

const STATUS_CLOSED: &str = "
impl<__Params> __Type where __Bounds {
    pub const fn new(_: __v1::u16) -> __v1::Option<Self> { loop {} }
}
#[automatically_derived]
impl<__Params> __v1::TryFrom<__v1::u16> for __Type where __Bounds {
    type Error = __rt::status::UndeclaredStatus;
    fn try_from(status: __v1::u16) -> __v1::Result<Self, __rt::status::UndeclaredStatus> {
        __v1::Result::Err(__rt::status::UndeclaredStatus(status))
    }
}";

const STATE: &str = "
impl<__Params> __Type where __Bounds {
    pub const fn as_str(&self) -> &'static __v1::str { \"\" }
    pub fn from_wire(_: &__v1::str) -> __v1::Option<Self> { __v1::Option::None }
    pub const fn kind(&self) -> __rt::machine::Kind { __rt::machine::Kind::Final }
    pub const fn outcome(&self) -> __v1::Option<__rt::machine::Outcome> { __v1::Option::None }
    pub const fn category(&self) -> __v1::Option<__rt::Category> { __v1::Option::None }
    pub const fn retry(&self) -> __v1::Option<__rt::RetryClass> { __v1::Option::None }
    pub const fn payload(&self) -> &'static [__rt::machine::PayloadField] { &[] }
    pub const fn is_final(&self) -> __v1::bool { false }
    pub const fn is_active(&self) -> __v1::bool { false }
    pub const fn expires(&self) -> __v1::Option<__v1::Duration> { __v1::Option::None }
    pub const fn direct_to(&self, to: Self) -> __v1::bool { ::core::mem::forget(to); false }
    pub const fn can_become(&self, to: Self) -> __v1::bool { ::core::mem::forget(to); false }
    pub const fn can_become_after(&self, _: &[__Command], to: Self) -> __v1::bool { ::core::mem::forget(to); false }
    pub const fn can_reach(&self, _: __rt::machine::Outcome) -> __v1::bool { false }
    pub const fn must_have_passed(&self, to: Self) -> __rt::machine::StateSet<Self> {
        ::core::mem::forget(to);
        __rt::machine::StateSet::from_bits(tables::MACHINE.becomes(0))
    }
    pub const fn may_have_passed(&self, to: Self) -> __rt::machine::StateSet<Self> { self.must_have_passed(to) }
    pub fn commands(&self) -> impl __v1::Iterator<Item = __Command> { __v1::Option::None.into_iter() }
    pub fn read(_: &[__v1::u8]) -> __v1::Option<__rt::machine::Observed<'_>> { __v1::Option::None }
}
impl<__Params> __Type where __Bounds for<'__errspec> Self: 'static {
    pub const MACHINE: &'static __rt::machine::Machine = &tables::MACHINE;
    pub const ALL: &'static [Self] = &[];
}
impl<__Params> __Type
where __Bounds for<'__errspec> Self: ::core::marker::Copy + __v1::Eq + __v1::Hash + __v1::fmt::Debug + 'static {
    pub fn watch() -> __rt::machine::Watch<Self> { __rt::machine::Watch::new() }
}
#[automatically_derived]
impl<__Params> __rt::machine::MachineState for __Type
where __Bounds for<'__errspec> Self: ::core::marker::Copy + __v1::Eq + __v1::Hash + __v1::fmt::Debug + 'static {
    const MACHINE: &'static __rt::machine::Machine = &tables::MACHINE;
    const ALL: &'static [Self] = &[];
    fn index(self) -> __v1::u16 { 0 }
}
#[automatically_derived]
impl<__Params> __rt::machine::StateMachine for __Type
where __Bounds for<'__errspec> Self: ::core::marker::Copy + __v1::Eq + __v1::Hash + __v1::fmt::Debug + 'static {
    type State = Self;
    type Command = __Command;
    type Payload = ();
    const MACHINE: &'static __rt::machine::Machine = &tables::MACHINE;
}
#[automatically_derived]
impl<__Params> __v1::From<__Type> for __rt::machine::Reading<'_, __Type>
where __Bounds for<'__errspec> __Type: ::core::marker::Copy + __v1::Eq + __v1::Hash + __v1::fmt::Debug + 'static {
    fn from(state: __Type) -> Self { __rt::machine::Reading::of(state) }
}
#[automatically_derived]
impl<__Params> __v1::fmt::Display for __Type where __Bounds {
    fn fmt(&self, _: &mut __v1::fmt::Formatter<'_>) -> __v1::fmt::Result { __v1::Result::Ok(()) }
}
#[automatically_derived]
impl<__Params> __v1::FromStr for __Type where __Bounds {
    type Err = __rt::machine::UnknownState;
    fn from_str(_: &__v1::str) -> __v1::Result<Self, __rt::machine::UnknownState> { loop {} }
}";

const COMMAND: &str = "
impl __Command {
    pub const ALL: &'static [Self] = &[];
    pub const fn as_str(self) -> &'static __v1::str { \"\" }
    pub const fn facts(self) -> &'static __rt::machine::Command { tables::MACHINE.command(0) }
    pub const fn summary(self) -> &'static __v1::str { \"\" }
    pub fn allowed_in<__Params>(self, _: __Type) -> __v1::bool where __Bounds { false }
    pub fn is_free_in<__Params>(self, _: __Type) -> __v1::bool where __Bounds { false }
    pub const fn operation(self) -> __v1::Option<&'static __rt::retry::Operation> { __v1::Option::None }
    pub fn requires<__Params>(self, _: __Type) -> __v1::Option<__rt::Action> where __Bounds { __v1::Option::None }
}
#[automatically_derived]
impl __rt::machine::MachineCommand for __Command {
    const ALL: &'static [Self] = &[];
    fn index(self) -> __v1::u16 { 0 }
}
#[automatically_derived]
impl __v1::fmt::Debug for __Command {
    fn fmt(&self, _: &mut __v1::fmt::Formatter<'_>) -> __v1::fmt::Result { __v1::Result::Ok(()) }
}
#[automatically_derived]
impl __v1::fmt::Display for __Command {
    fn fmt(&self, _: &mut __v1::fmt::Formatter<'_>) -> __v1::fmt::Result { __v1::Result::Ok(()) }
}";
