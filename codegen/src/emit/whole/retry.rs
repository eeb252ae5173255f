//! The retry policy.

use crate::emit::docs::{self, Docs};
use crate::emit::emitter::Emitter;
use crate::emit::print::Piece;
use crate::emit::value::{self, duration, ident, number, option, ranges, variant};
use errspec_spec::model::{Rule, RuleWhen};
use errspec_spec::syntax::{Budget, FieldCondition, Hint, HintSource, Jitter};
use errspec_spec::words::{Basis, Bound, Combine, JitterKind, OverMax};
use proc_macro2::TokenStream;
use quote::quote;

/// The most rows of a table of delays, half a kilobyte; what comes later is computed when it is due.
const ROWS: u32 = 32;

// static RETRY_SCHEDULE: retry::Schedule<[retry::DelayRange; 2]> = retry::Schedule::of(3, …);
// pub static RETRY: retry::Policy = retry::Policy { success: &[(200, 299)], …, ..retry::Policy::of(&RETRY_SCHEDULE) };
pub(super) fn policy(emitter: &Emitter<'_>) -> Vec<Piece> {
    let policy = &emitter.contract.policy;
    let docs = policy_docs(emitter).tokens();
    let schedule = schedule(emitter);
    let timed = |name: &str, value: Option<std::time::Duration>| {
        let (name, value) = (ident(name), option(Some(duration(value?))));
        Some(quote!(#name: #value,))
    };
    let deadline = timed("deadline", policy.deadline.as_ref().map(|deadline| deadline.value));
    let attempt_timeout = timed("attempt_timeout", policy.attempt_timeout.as_ref().map(|timeout| timeout.value));
    let hints = policy.hints.iter().map(self::hint);
    let hints = (!policy.hints.is_empty()).then(|| quote!(hints: &[#(#hints),*],));
    let combine = (policy.combine == Combine::Replace).then(|| quote!(combine: retry::Combine::Replace,));
    let spread = (!policy.spread.is_zero()).then(|| {
        let spread = duration(policy.spread);
        quote!(spread: #spread,)
    });
    let rules = policy.rules.iter().map(|rule| self::rule(emitter, rule));
    let rules = (!policy.rules.is_empty()).then(|| quote!(rules: &[#(#rules),*],));
    let server_says = server_says(emitter);
    let budget = policy.budget.as_ref().map(|_| quote!(budget: Some(&RETRY_BUDGET),));
    let basis = (policy.basis != Basis::Stated).then(|| {
        let basis = variant(policy.basis);
        quote!(basis: Basis::#basis,)
    });
    let success = ranges(emitter.contract.success.iter());
    let table = quote! {
        #docs
        pub static RETRY: retry::Policy = retry::Policy {
            #deadline #attempt_timeout #hints #combine #spread #rules #server_says #budget #basis
            success: #success,
            statuses: &STATUSES,
            ..retry::Policy::of(&RETRY_SCHEDULE)
        };
    };
    let budget = policy.budget.as_ref().map(|budget| self::budget(budget).into());
    [schedule.into(), table.into()].into_iter().chain(budget).collect()
}

/// Attempts, curve and jitter, with the table that the compiler works out of them.
fn schedule(emitter: &Emitter<'_>) -> TokenStream {
    let policy = &emitter.contract.policy;
    let attempts = number(policy.attempts.value);
    let backoff = value::backoff(&policy.backoff.value);
    let jitter = policy.jitter.as_ref().map_or(quote!(retry::Jitter::NONE), self::jitter);
    let rows = number(policy.attempts.value.saturating_sub(1).min(ROWS));
    quote! {
        static RETRY_SCHEDULE: retry::Schedule<[retry::DelayRange; #rows]> = retry::Schedule::of(#attempts, #backoff, #jitter);
    }
}

fn policy_docs(emitter: &Emitter<'_>) -> Docs {
    let policy = &emitter.contract.policy;
    let title = emitter.title();
    let schedule = crate::schedule::delays(&policy.backoff.value, policy.attempts.value);
    let worst = crate::schedule::worst_case_wait(&policy.backoff.value, policy.jitter.as_ref(), policy.attempts.value);
    let delays: Vec<String> = schedule.iter().take(8).map(|delay| docs::in_words(*delay)).collect();
    let more = if schedule.len() > delays.len() { ", …" } else { "" };
    let docs = Docs::of(format!("The retry policy of {title}"));
    let docs = match delays.as_slice() {
        [] => docs.markdown("One attempt, no retries."),
        _ => docs.markdown(format!(
            "{} attempts, with delays of {}{more} before jitter. Without hints, the delays add up to at most {}.",
            policy.attempts.value,
            delays.join(", "),
            docs::in_words(worst)
        )),
    };
    docs.basis(policy.basis)
}

fn jitter(jitter: &Jitter) -> TokenStream {
    let kind = match (jitter.kind.value, &jitter.max, &jitter.ratio) {
        (JitterKind::Additive, Some(max), _) => {
            let max = duration(max.value);
            quote!(additive(#max))
        }
        (JitterKind::Proportional, _, Some(ratio)) => {
            let ratio = value::factor(ratio.value);
            quote!(proportional(#ratio))
        }
        (kind, ..) => {
            let name = ident(&kind.as_str().to_uppercase());
            quote!(#name)
        }
    };
    let soft = jitter.bound.as_ref().is_some_and(|bound| bound.value == Bound::Soft).then(|| quote!(.soft()));
    quote!(retry::Jitter::#kind #soft)
}

fn hint(hint: &Hint) -> TokenStream {
    let forms = hint.forms.iter().map(|form| variant(form.value));
    let forms = quote!(&[#(headers::Form::#forms),*]);
    let base = match &hint.source {
        HintSource::Header(name) => {
            let name = &name.value;
            quote!(retry::Hint::header(#name, #forms))
        }
        HintSource::Body(at) => {
            let at = &at.value;
            quote!(retry::Hint::body(#at, #forms))
        }
    };
    let on = (!hint.on.is_empty()).then(|| {
        let on = ranges(hint.on.iter().map(|range| &range.value));
        quote!(on: #on,)
    });
    let max = hint.max.as_ref().map(|max| {
        let max = duration(max.value);
        quote!(max: #max,)
    });
    let over_max = hint.over_max.as_ref().filter(|over| over.value != OverMax::GiveUp).map(|over| {
        let over = variant(over.value);
        quote!(over_max: retry::OverMax::#over,)
    });
    let default = hint.default.as_ref().map(|default| {
        let default = option(Some(duration(default.value)));
        quote!(default: #default,)
    });
    if on.is_none() && max.is_none() && over_max.is_none() && default.is_none() {
        return base;
    }
    quote!(retry::Hint { #on #max #over_max #default ..#base })
}

fn rule(emitter: &Emitter<'_>, rule: &Rule) -> TokenStream {
    let when = rule_when(emitter, &rule.when);
    let retry = option(Some(value::retry(&rule.retry.value)));
    let effect = rule.effect.as_ref().map(|effect| {
        let effect = variant(effect.value);
        let effect = option(Some(quote!(Effect::#effect)));
        quote!(effect: #effect,)
    });
    let basis = (rule.basis != Basis::Stated).then(|| {
        let basis = variant(rule.basis);
        quote!(basis: Basis::#basis,)
    });
    quote!(retry::Rule { when: #when, retry: #retry, #effect #basis ..retry::Rule::NONE })
}

fn rule_when(emitter: &Emitter<'_>, when: &RuleWhen) -> TokenStream {
    let wire = |ids: &Option<errspec_spec::source::Spanned<Vec<errspec_spec::model::CodeId>>>| {
        let id = ids.as_ref()?.value.first()?;
        emitter.contract.code(*id).map(|code| code.wire.value.clone())
    };
    let text = |name: &str, text: Option<String>| {
        let (name, text) = (ident(name), text?);
        Some(quote!(#name: Some(#text),))
    };
    let code = text("code", wire(&when.code));
    let error_type = text("error_type", wire(&when.error_type));
    let status = (!when.status.is_empty()).then(|| {
        let status = ranges(when.status.iter().map(|range| &range.value));
        quote!(status: #status,)
    });
    let transport = when.transport.as_ref().map(|transport| {
        let transport = variant(transport.value);
        quote!(transport: Some(retry::Transport::#transport),)
    });
    let headers = pairs("headers", &when.headers);
    let fields = pairs("fields", &when.fields);
    let operation = when.operation.as_ref().and_then(|at| emitter.contract.operations.get(at.value));
    let operation = text("operation", operation.map(|operation| operation.name.value.clone()));
    let method = text("method", when.method.as_ref().map(|method| method.value.as_str().to_owned()));
    quote!(retry::When { #code #error_type #status #transport #headers #fields #operation #method ..retry::When::ANY })
}

fn server_says(emitter: &Emitter<'_>) -> Option<TokenStream> {
    let says = emitter.contract.policy.server_says.as_ref()?;
    let header = &says.header.value;
    let word = |word: &Option<errspec_spec::source::Spanned<String>>| {
        option(word.as_ref().map(|word| {
            let word = &word.value;
            quote!(#word)
        }))
    };
    let (yes, no) = (word(&says.yes), word(&says.no));
    let says = option(Some(quote!(retry::ServerSays { header: #header, yes: #yes, no: #no })));
    Some(quote!(server_says: #says,))
}

fn budget(budget: &Budget) -> TokenStream {
    let amounts = [budget.capacity.value, budget.transient(), budget.throttled(), budget.refund()];
    let [capacity, transient, throttled, refund] = amounts.map(|amount| {
        let amount = number(amount);
        quote!(retry::Tokens::whole(#amount))
    });
    let scope = budget.scope.as_ref().map_or("", |scope| &scope.value);
    quote! {
        /// What is left of the allowance of retries that all calls share.
        pub static RETRY_BUDGET: retry::Budget = retry::Budget::new(retry::BudgetRules {
            capacity: #capacity,
            transient: #transient,
            throttled: #throttled,
            refund: #refund,
            scope: #scope,
        });
    }
}

fn pairs(name: &str, conditions: &[FieldCondition]) -> Option<TokenStream> {
    let name = ident(name);
    let each = conditions.iter().map(|condition| {
        let (at, equals) = (&condition.at.value, &condition.equals.value);
        quote!((#at, #equals))
    });
    (!conditions.is_empty()).then(|| quote!(#name: &[#(#each),*],))
}
