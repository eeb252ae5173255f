//! The budget, `server_says`, and the renewal of credentials.

use crate::diag::{Diagnostic, Sink};
use crate::model::{Contract, Facts};
use crate::syntax::{Refund, Tokens};
use crate::words::{Charge, RetryClass};

rules! {
    BUDGET_NEVER_REFILLS: Warning = "budget-never-refills" {
        what: "a retry budget is never refilled",
        why: "Every retry takes tokens from the budget, and only successful calls put tokens back. If a success puts \
              back nothing, the budget only shrinks: sooner or later it is empty, and the program stops retrying until \
              it is restarted. Without `refund`, each success puts back 1.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { budget: { capacity: 10, refund: 0 } }
+retry: { budget: { capacity: 10 } }
",
    }
    BUDGET_TOO_SMALL: Error = "budget-too-small" {
        what: "one retry costs more than the budget can hold",
        why: "A retry takes the cost of its class out of the budget and is not made if the budget has less. If the \
              cost exceeds the capacity, the class is never retried. If that is what you want, change the retry class \
              instead.",
        example: r"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { budget: { capacity: 10, cost: { transient: 14 } } }
+retry: { budget: { capacity: 500, cost: { transient: 14 } } }
",
    }
    REFRESH_WITHOUT_CREDENTIAL: Warning = "refresh-without-credential" {
        what: "`refresh` is used, but no credential can be refreshed",
        why: "With the class `refresh`, a program renews a credential once and repeats the call. If the contract lists \
              its credentials, at least one needs `refresh: true`. For a key that a person has to replace, use `{ \
              after_action: renew_credentials }`.",
        example: r"
-credentials: { key: { kind: api_key } }
+credentials: { token: { kind: bearer, refresh: true } }
 statuses: { 401: { summary: Not known, retry: refresh } }
",
    }
    SAME_ANSWER: Error = "same-answer" {
        what: "one value means both yes and no",
        why: "`server_says` lists the values by which the server asks for a retry (`yes`) or forbids one (`no`). Values \
              are compared case-insensitively, so a value in both lists is ambiguous.",
        example: r#"
 statuses:
   503: { summary: Down for a moment, retry: transient }
-retry: { server_says: { at: { header: X-Should-Retry }, yes: "true", no: "True" } }
+retry: { server_says: { at: { header: X-Should-Retry }, yes: "true", no: "false" } }
"#,
    }
}

pub(super) fn check(contract: &Contract, sink: &mut Sink) {
    too_small(contract, sink);
    never_refilled(contract, sink);
    all_reserved(contract, sink);
    same_answer(contract, sink);
    refresh(contract, sink);
}

/// A budget that cannot pay for a single retry.
fn too_small(contract: &Contract, sink: &mut Sink) {
    let Some(budget) = &contract.policy.budget else { return };
    let capacity = budget.capacity.value;
    let classes = [("class `transient`", &budget.cost.transient), ("class `throttled`", &budget.cost.throttled)];
    let classes = classes.into_iter().filter_map(|(of, cost)| Some((of.to_owned(), cost.as_ref()?)));
    let transport = budget.cost.transport.iter().map(|(failure, cost)| (format!("`{failure}`"), cost));
    for (of, cost) in classes.chain(transport) {
        if cost.value > capacity && budget.charge() == Charge::Retries {
            let (asked, most) = (amount(cost.value), amount(capacity));
            let message = format!("a retry of {of} costs {asked}, but the budget holds at most {most}");
            let finding = Diagnostic::new(&BUDGET_TOO_SMALL, cost.span, message).label(budget.capacity.span, "the capacity");
            sink.push(finding.note("Raise the capacity. If the class should never be retried, write `retry: never` instead."));
        }
    }
}

/// A budget that is never refilled: after a number of retries, there are none forever.
fn never_refilled(contract: &Contract, sink: &mut Sink) {
    let budget = contract.policy.budget.as_ref();
    let Some(Refund::Tokens(refund)) = budget.and_then(|budget| budget.refund.as_ref()) else { return };
    if refund.value == Tokens(0) {
        let finding = Diagnostic::new(&BUDGET_NEVER_REFILLS, refund.span, "this budget is never refilled");
        sink.push(finding.here("a success returns nothing").note(
            "Once a program has used it up, it retries nothing until it is restarted. Remove `refund`, so that each success \
             returns 1, or set another value.",
        ));
    }
}

/// A budget that is never above its reserve.
fn all_reserved(contract: &Contract, sink: &mut Sink) {
    let Some(budget) = &contract.policy.budget else { return };
    if let Some(stop) = budget.stop_below.as_ref().filter(|stop| stop.value >= budget.capacity.value) {
        let finding = Diagnostic::new(&BUDGET_TOO_SMALL, stop.span, "this budget never holds more than its reserve");
        let finding = finding.label(budget.capacity.span, "the capacity");
        sink.push(
            finding.note("A retry is only made while more than `stop_below` is left. Write `stop_below: half`, or less."),
        );
    }
}

/// `1.5`.
fn amount(tokens: Tokens) -> String {
    let text = format!("{}.{:03}", tokens.0 / 1000, tokens.0 % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// One value cannot mean both yes and no.
fn same_answer(contract: &Contract, sink: &mut Sink) {
    for says in &contract.policy.server_says {
        for no in &says.no {
            if let Some(yes) = says.yes.iter().find(|yes| yes.trim().eq_ignore_ascii_case(no.trim())) {
                let finding = Diagnostic::new(&SAME_ANSWER, no.span, format!("`{}` means both yes and no", no.value));
                sink.push(finding.label(yes.span, "yes").note("Give each case its own value, or remove one."));
            }
        }
    }
}

/// The class `refresh` in a contract that lists its credentials, none of which can be renewed.
fn refresh(contract: &Contract, sink: &mut Sink) {
    if contract.credentials.is_empty() || contract.credentials.iter().any(|credential| credential.value.refresh) {
        return;
    }
    let is_refresh = |facts: &Facts| facts.retry.value.class == RetryClass::Refresh;
    let statuses = contract.statuses.iter().map(|status| &status.facts);
    let codes = contract.catalogs.iter().flat_map(|catalog| &catalog.codes).map(|code| &code.facts);
    let entry = statuses.chain(codes).filter(|facts| is_refresh(facts)).find_map(|facts| facts.retry.origin.span);
    let rule = contract
        .policy
        .rules
        .iter()
        .filter(|rule| rule.retry.value.class == RetryClass::Refresh)
        .map(|rule| rule.retry.span)
        .next();
    let (Some(span), Some(credential)) = (entry.or(rule), contract.credentials.first()) else { return };
    let finding = Diagnostic::new(&REFRESH_WITHOUT_CREDENTIAL, span, "no credential can be refreshed by a program");
    let finding = finding.label(credential.key.span, "has no `refresh: true`");
    sink.push(finding.note(
        "Mark the one that can be: `refresh: true`. If a person has to do it, the class is `{ after_action: \
         renew_credentials }`.",
    ));
}
