//! Retry rules: whether one fact decides about each outcome, and each rule decides about at least one.

use crate::decide::{self, Conditions, Fact, Source};
use crate::diag::{Diagnostic, Sink};
use crate::lists::{IntoVec, sort_by_key};
use crate::model::{Contract, Policy, Rule, When};
use crate::rules;
use crate::source::{Span, Spanned};
use crate::syntax::{Condition, Retry};
use crate::words::RetryClass;

rules! {
    AMBIGUOUS_RULE: Error = "ambiguous-rule" {
        what: "two facts of the same rank disagree about an outcome",
        why: "The conditions of a rule decide which rule wins, never its position. The ranks, highest first: headers, \
              media type, body or fields alone; code and status; code; type and status; type; tag; status; category; range; \
              transport; operation or method alone. Within a rank, more conditions win over fewer. A `retry` on a \
              status or code is a rule of that rank too. If two facts of the same rank and number of conditions can \
              apply to one outcome and disagree, nothing decides. Add a condition to one of them, or add a rule that \
              has the conditions of both.",
        example: r#"
 statuses:
   503: { summary: Down for a moment, retry: transient }
 retry:
   attempts: 3
   rules:
-    - { when: { status: 503 }, retry: never }
+    - { when: { status: 503, header: { X-Maintenance: "true" } }, retry: never }
"#,
    }
    IMPOSSIBLE_RULE: Error = "impossible-rule" {
        what: "the conditions of a rule exclude each other",
        why: "All conditions under `when` have to hold at once. A transport failure has no response, and so no status, \
              code, header or body. An operation has only the method it is declared with. A header or field has one \
              value, and a field that has members is not a string. Split the rule in two.",
        example: r"
 retry:
   rules:
-    - { when: { transport: timeout, status: 504 }, retry: transient }
+    - { when: { transport: timeout }, retry: transient }
+    - { when: { status: 504 }, retry: transient }
",
    }
    NO_CONDITION: Error = "no-condition" {
        what: "a rule has no condition",
        why: "A rule without conditions would apply to every outcome. To set a default for many statuses, add a range \
              to `statuses`. Outcomes that nothing describes are never retried.",
        example: r"
-retry:
-  rules:
-    - { when: {}, retry: transient }
+statuses:
+  5xx: { retry: transient }
",
    }
    TOO_MANY_RULES: Error = "too-many-rules" {
        what: "a policy has more than 1,000 rules",
        why: "Every outcome is checked against every rule. Rules are for what no single entry can express. State what \
              is true of a status or code on its entry, which is looked up directly, and use groups and ranges for \
              many entries at once.",
        example: r"
-statuses: { 503: Down for a moment }
-retry:
-  rules:
-    - { when: { status: 503, header: { X-Reason: r1 } }, retry: transient }   # and so on, to 1001
+statuses: { 503: { summary: Down for a moment, retry: transient } }
",
    }
    UNREACHABLE_RULE: Warning = "unreachable-rule" {
        what: "a rule never decides anything",
        why: "For every outcome that this rule applies to, a fact of a higher rank decides, or an equal one that says \
              the same. For example, a rule for a range of statuses loses to the entries of single statuses, no matter \
              how many conditions it has. Name the status itself in the rule, or remove the rule.",
        example: r"
 statuses:
   500: { summary: Broken, retry: transient }
 retry:
   rules:
     - { when: { status: 500, method: PUT }, retry: never }
-    - { when: { status: 500 }, retry: transient }
",
    }
}

/// Compares entries with rules, and rules with each other.
const MOST: usize = 1_000;

/// The maximum number of related locations that are printed. The number of further ones is mentioned.
const SHOWN: usize = 3;

pub(super) fn check(contract: &Contract, sink: &mut Sink) {
    if let Some(rule) = contract.policy.rules.get(MOST) {
        let message = format!("there are {} rules; the maximum is {MOST}", contract.policy.rules.len());
        let finding = Diagnostic::new(&TOO_MANY_RULES, rule.span.first(), message).here("one too many");
        return sink.push(finding.note("State what applies to a status or code on its entry instead."));
    }
    let mut rules = Vec::new();
    for (at, rule) in contract.policy.rules.iter().enumerate() {
        if possible(rule, contract, sink) {
            rules.push((at, rule));
        }
    }
    let facts = decide::facts(contract, &rules);
    for (at, rule) in rules {
        let of_rule: Vec<&Fact<'_>> = facts.iter().filter(|fact| fact.source == Source::Rule(at)).into_vec();
        let mut others = of_rule.iter().flat_map(|fact| ambiguous(fact, at, &facts));
        if let Some(first) = others.next() {
            sink.push(with_more(first, others.into_vec()));
        } else if of_rule.iter().all(|fact| never_wins(fact, at, &facts)) {
            sink.push(unreachable(rule, &of_rule, &facts));
        }
    }
    on_success(&contract.policy, contract, sink);
}

/// Reports a rule without conditions, and one whose conditions exclude each other.
fn possible(rule: &Rule, contract: &Contract, sink: &mut Sink) -> bool {
    let when = &rule.when;
    let of_answer = [
        when.code.as_ref().map(|code| ("a code", code.span)),
        when.error_type.as_ref().map(|code| ("a type", code.span)),
        when.status.first().map(|status| ("a status", status.span)),
        when.content_type.first().map(|text| ("a media type", text.span)),
        when.category.first().map(|category| ("a category", category.span)),
        when.tag.first().map(|tag| ("a tag", tag.span)),
        when.body.first().map(|body| ("a body", body.span)),
        when.headers.first().map(|header| ("a header", header.at.span)),
        when.fields.first().map(|field| ("a field", field.at.span)),
    ];
    let answer = of_answer.into_iter().flatten().next();
    if let (Some(transport), Some((what, span))) = (when.transport.first(), answer) {
        let message = format!("this rule never applies: with `transport` there is no response, and {what} is part of one");
        let finding = Diagnostic::new(&IMPOSSIBLE_RULE, transport.span, message).label(span, format!("{what} of a response"));
        sink.push(finding.note("Split it into two rules, one for the transport failure and one for the response."));
        return false;
    }
    if let Some(finding) = wrong_method(when, contract) {
        sink.push(finding);
        return false;
    }
    if let Some((first, second)) = excluding(when) {
        sink.push(excluded(first, second));
        return false;
    }
    let conditions = !when.is_empty();
    if !conditions {
        let finding =
            Diagnostic::new(&NO_CONDITION, rule.span.first(), "this rule has no condition, so it would apply to everything");
        sink.push(finding.note(
            "State what it applies to, as in `when: { status: 409, field: { /error/reason: locked } }`. Defaults for many \
             statuses belong to a range under `statuses`: `5xx: { retry: transient }`.",
        ));
    }
    conditions
}

fn excluded(first: &Condition, second: &Condition) -> Diagnostic {
    if first.at.span == second.at.span {
        let message = format!("this rule never applies: no value of `{}` passes all of its tests", second.at.value);
        return Diagnostic::new(&IMPOSSIBLE_RULE, second.span, message)
            .note("Remove one of the tests, or split it into two rules.");
    }
    let message = format!("this rule never applies: `{}` excludes `{}`", second.at.value, first.at.value);
    let finding = Diagnostic::new(&IMPOSSIBLE_RULE, second.at.span, message).label(first.at.span, "the other condition");
    finding.note("No response has both values. Split it into two rules.")
}

/// Operations of which none uses one of the methods.
fn wrong_method(when: &When, contract: &Contract) -> Option<Diagnostic> {
    let (named, method) = (when.operation.first()?, when.method.first()?);
    let operation = contract.operations.get(named.value)?;
    let uses = |at: &Spanned<usize>| {
        let of = contract.operations.get(at.value);
        of.is_none_or(|of| when.method.iter().any(|method| method.value == of.method.value))
    };
    if when.operation.iter().any(uses) {
        return None;
    }
    let message = format!("this rule never applies: `{}` is a {}", operation.name.value, operation.method.value.as_str());
    let finding = Diagnostic::new(&IMPOSSIBLE_RULE, method.span, message);
    let finding = finding.label(named.span, "this operation").label(operation.method.span, "its method");
    Some(finding.note("An operation has one method. Remove the condition `method`."))
}

/// Two conditions on headers or fields that no response meets together: the second is the first one that excludes those before it.
fn excluding(when: &When) -> Option<(&Condition, &Condition)> {
    let tests = decide::tests(when);
    let mut met: Vec<decide::Placed> = Vec::new();
    for (second, placed) in &tests {
        met.push(placed.clone());
        if !decide::possible(&met) {
            let pair = |first: &decide::Placed| !decide::possible(&[first.clone(), placed.clone()]);
            let (first, _) = tests.iter().find(|(_, first)| pair(first)).or(tests.first())?;
            return Some((*first, *second));
        }
    }
    None
}

/// Reports the first contradiction of a rule, and the number of contradictions with other entries and rules.
fn with_more(first: Diagnostic, others: Vec<Diagnostic>) -> Diagnostic {
    let place = |finding: &Diagnostic| finding.labels.first().map(|label| label.span);
    let mut places: Vec<_> = others.iter().map(place).filter(|other| *other != place(&first)).into_vec();
    sort_by_key(&mut places, |place| *place);
    places.dedup();
    match places.len() {
        0 => first,
        1 => first.note("It disagrees with 1 more entry or rule in the same way."),
        more => first.note(format!("It disagrees with {more} more entries and rules in the same way.")),
    }
}

/// The facts with the same rank and number of conditions that can apply to the same outcome and disagree.
fn ambiguous<'f>(fact: &'f Fact<'_>, rule: usize, facts: &'f [Fact<'_>]) -> impl Iterator<Item = Diagnostic> + 'f {
    let same_key = facts.iter().filter(move |other| other.key == fact.key && other.source.is_before(rule));
    same_key.filter_map(move |other| {
        let both = fact.conditions.and(&other.conditions)?;
        let retry = match (fact.retry, other.retry) {
            (Some(one), Some(two)) => {
                !one.says_the_same(two) && !decide::decided(&both, fact.key, facts, |fact| fact.retry.is_some())
            }
            _ => false,
        };
        let effect = match (fact.effect, other.effect) {
            (Some(one), Some(two)) => one != two && !decide::decided(&both, fact.key, facts, |fact| fact.effect.is_some()),
            _ => false,
        };
        (retry || effect).then(|| with_example(disagreement(fact, other, retry), &both))
    })
}

/// A response to which both apply, if that is not obvious from their conditions on headers and fields.
fn with_example(finding: Diagnostic, both: &Conditions) -> Diagnostic {
    let values = both.example();
    if values.is_empty() {
        return finding;
    }
    finding.note(format!("Both apply, for example, to a response in which {}.", values.join(" and ")))
}

fn disagreement(fact: &Fact<'_>, other: &Fact<'_>, retry: bool) -> Diagnostic {
    let what = if matches!(other.source, Source::Entry) { "an entry" } else { "another rule" };
    let message = format!("this rule and {what} of the same rank disagree about an outcome");
    let (here, there) = match (retry, fact.retry, other.retry, fact.effect, other.effect) {
        (true, Some(one), Some(two), ..) => (said(one), said(two)),
        (_, _, _, Some(one), Some(two)) => (format!("effect `{}`", one.as_str()), format!("effect `{}`", two.as_str())),
        _ => Default::default(),
    };
    let (place, other_place) = if retry { (fact.span, other.span) } else { (fact.effect_span, other.effect_span) };
    let finding = Diagnostic::new(&AMBIGUOUS_RULE, place, message).here(here).label(other_place, there);
    finding.note(match other.source {
        Source::Entry => {
            "Change the entry, or give the rule one more condition (header, field, operation, method), so that it is the more \
             specific one."
        }
        Source::Rule(_) => {
            "The order in the file does not matter. Add a condition to one of the two, or add a rule with the conditions of \
             both."
        }
    })
}

/// Whether other facts decide in all cases in which this one could.
fn never_wins(fact: &Fact<'_>, rule: usize, facts: &[Fact<'_>]) -> bool {
    let beats = |other: &&Fact<'_>| other.key < fact.key || (other.key == fact.key && other.source.is_before(rule));
    let better: Vec<&Fact<'_>> = facts.iter().filter(beats).into_vec();
    let retry = decide::covered(&fact.conditions, better.iter().copied().filter(|other| other.retry.is_some()));
    let effect = fact.effect.is_none()
        || decide::covered(&fact.conditions, better.iter().copied().filter(|other| other.effect.is_some()));
    retry && effect
}

fn unreachable(rule: &Rule, of_rule: &[&Fact<'_>], facts: &[Fact<'_>]) -> Diagnostic {
    let finding = Diagnostic::new(
        &UNREACHABLE_RULE,
        rule.retry.span,
        "this rule never decides: more specific or equal facts cover all of its outcomes",
    );
    let winners = of_rule.iter().flat_map(|fact| {
        facts.iter().filter(|other| {
            other.source != fact.source && other.key <= fact.key && fact.conditions.and(&other.conditions).is_some()
        })
    });
    let mut spans: Vec<Span> = winners.map(|winner| winner.span).into_vec();
    sort_by_key(&mut spans, |span| *span);
    spans.dedup();
    let more = spans.len().saturating_sub(SHOWN);
    let finding = spans.into_iter().take(SHOWN).fold(finding, |finding, span| finding.label(span, "this decides"));
    let finding = if more > 0 { finding.note(format!("So do {more} more entries and rules.")) } else { finding };
    finding.note("Remove the rule, or add a condition that makes it more specific.")
}

/// A rule about success statuses only. They are never classified, unless a body makes some responses failures, or the class is for polls.
fn on_success(policy: &Policy, contract: &Contract, sink: &mut Sink) {
    for rule in policy.rules.iter().filter(|rule| !matches!(rule.retry.value.class, RetryClass::KeepPolling { .. })) {
        let [first, ..] = rule.when.status.as_slice() else { continue };
        if !rule.when.status.iter().any(|range| (range.from..=range.to).any(|status| contract.may_fail(status))) {
            let finding =
                Diagnostic::new(&rules::RETRY_ON_SUCCESS, first.span, "this rule only covers successes, so it is never used");
            sink.push(finding.note(super::statuses::NO_FAILURE));
        }
    }
}

fn said(retry: &Retry) -> String {
    let class = match retry.class {
        RetryClass::AfterChange(what) => format!("after_change: {}", what.as_str()),
        RetryClass::AfterAction(what) => format!("after_action: {}", what.as_str()),
        RetryClass::AfterTime(what) => format!("after_time: {}", what.as_str()),
        RetryClass::KeepPolling { slower_by } => format!("keep_polling: {}", super::duration::text(slower_by)),
        RetryClass::Redirect(target) => format!("redirect: {}", target.as_str()),
        plain => plain.as_str().to_owned(),
    };
    let limited = retry.attempts.is_some() || retry.backoff.is_some() || retry.repeat.is_some();
    if limited { format!("`{class}`, with limits of its own") } else { format!("`{class}`") }
}
