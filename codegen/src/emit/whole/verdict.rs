//! What happens to calls that end with an entry, as documentation.

use crate::emit::docs::{self, Docs};
use errspec_spec::decide::{Asked, Exception, Verdict, words};
use errspec_spec::lists::IntoVec as _;
use errspec_spec::model::Contract;

/// The maximum number of rules that are listed.
const LISTED: usize = 5;

impl Docs {
    /// The line of an entry with its class, followed by the rules that decide differently. Their conditions on the entry itself are
    /// omitted.
    pub(super) fn verdict(self, line: &str, verdict: &Verdict<'_>, contract: &Contract, entry: Asked) -> Self {
        let class = match verdict.retry {
            Some(retry) => docs::retry(retry.class),
            None => "Retried according to the status it arrives with.".to_owned(),
        };
        let docs = self.markdown(format!("{line} {class}"));
        let listed = verdict.exceptions.iter().take(LISTED).map(|exception| said(exception, contract, entry));
        let more = match verdict.exceptions.len().saturating_sub(LISTED) {
            0 => None,
            more => Some(format!("{more} more rules")),
        };
        let items: Vec<String> = listed.chain(more).into_vec();
        docs.list("Exceptions by rule:", items.iter().map(String::as_str))
    }
}

/// `method GET: Retried with backoff.`
fn said(exception: &Exception<'_>, contract: &Contract, entry: Asked) -> String {
    let conditions = words(&exception.rule.when, contract).into_iter().filter(|(asked, _)| *asked != entry);
    let conditions: Vec<String> = conditions.map(|(_, words)| words).into_vec();
    let class = docs::retry(exception.rule.retry.value.class);
    match conditions.as_slice() {
        [] => class,
        conditions => format!("{}: {class}", conditions.join(", ")),
    }
}
