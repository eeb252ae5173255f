use super::conditions::Conditions;
use super::facts::{self, Fact, Rank, Source};
use crate::model::{Code, CodeId, Contract, FieldKind, Group, Rule, Status, Via};
use crate::syntax::{Retry, StatusRange};
use crate::words::Role;
use std::cmp::Reverse;

/// What becomes of calls that meet the entries of a contract, rules included.
///
/// ```
/// use errspec_spec::decide::Verdicts;
/// let spec = b"errspec: 1\nname: shop\nstatuses: { 409: There already }\n\
///     retry: { rules: [{ when: { status: 409, method: PUT }, retry: transient }] }\n";
/// let contract = errspec_spec::check("shop.yaml", spec, &mut errspec_spec::NoFiles).contract.unwrap();
/// let verdict = Verdicts::new(&contract).of_status(&contract.statuses[0]);
/// assert!(!verdict.retry.unwrap().class.is_automatic());
/// assert_eq!(verdict.exceptions.len(), 1);
/// ```
pub struct Verdicts<'c> {
    contract: &'c Contract,
    rules: Vec<Fact<'c>>,
    /// Of each catalog the roles in which bodies read it.
    roles: Vec<Vec<Role>>,
}

/// What becomes of calls that meet one entry.
pub struct Verdict<'c> {
    /// What decides where no rule does. `None`: the entry says nothing that counts, the status of the answer decides.
    pub retry: Option<&'c Retry>,
    /// The rules that say otherwise of some of its outcomes, in the order of the file.
    pub exceptions: Vec<Exception<'c>>,
}

/// A rule that decides otherwise than an entry.
#[derive(Clone, Copy)]
pub struct Exception<'c> {
    /// Its place among the rules, from 0.
    pub index: usize,
    /// The rule.
    pub rule: &'c Rule,
}

type Key = (Rank, Reverse<usize>);

impl<'c> Verdicts<'c> {
    /// Of this contract.
    pub fn new(contract: &'c Contract) -> Self {
        let roles = (0..contract.catalogs.len()).map(|at| roles(contract, at)).collect();
        Self { contract, rules: facts::of_rules(contract), roles }
    }

    /// The roles in which bodies read a catalog, code before type.
    pub fn roles(&self, catalog: usize) -> &[Role] {
        self.roles.get(catalog).map_or(&[], Vec::as_slice)
    }

    /// The role in which the codes of a catalog decide. Where bodies read it in none, they decide nothing. In a contract that
    /// says nothing of HTTP, neither bodies nor statuses, it is the program that reads the codes.
    pub fn role(&self, catalog: usize) -> Option<Role> {
        let by_program = || (self.contract.bodies.is_empty() && self.contract.statuses.is_empty()).then_some(Role::Code);
        self.roles(catalog).first().copied().or_else(by_program)
    }

    /// Of a declared status, as far as neither code nor type of an error say more: rules about those are theirs. A success that no
    /// body names is not classified, so no rule says anything of it.
    pub fn of_status(&self, status: &'c Status) -> Verdict<'c> {
        let number = status.status.value;
        let retry = &status.facts.retry;
        if !self.contract.may_fail(number) {
            return Verdict { retry: Some(&retry.value), exceptions: Vec::new() };
        }
        let mut verdict = self.verdict(Some(&retry.value), &of_number(number), status_key(&retry.origin.via));
        verdict.exceptions.retain(|exception| exception.rule.when.code.is_none() && exception.rule.when.error_type.is_none());
        verdict
    }

    /// Of a code.
    pub fn of_code(&self, id: CodeId, code: &'c Code) -> Verdict<'c> {
        let retry = &code.facts.retry;
        let Some(role) = self.role(id.catalog) else {
            let of_status = code.facts.retry.origin.via.is_own() || retry.origin.via == Via::Default;
            return Verdict { retry: (!of_status).then_some(&retry.value), exceptions: Vec::new() };
        };
        let (conditions, own, silent) = match role {
            Role::Type => {
                let conditions = Conditions { error_type: Some(vec![id]), ..Conditions::default() };
                (conditions, (Rank::Type, Reverse(0)), (Rank::Status, Reverse(usize::MAX)))
            }
            _ => {
                let conditions = Conditions { code: Some(vec![id]), ..Conditions::default() };
                (conditions, (Rank::Code, Reverse(0)), (Rank::TypeAndStatus, Reverse(usize::MAX)))
            }
        };
        match (&retry.origin.via, code.status.as_slice()) {
            (via, _) if via.is_own() => self.verdict(Some(&retry.value), &conditions, own),
            (via @ (Via::Status(_) | Via::Range(_)), [status]) => {
                let conditions = Conditions { status: of_number(status.value).status, ..conditions };
                self.verdict(Some(&retry.value), &conditions, status_key(via))
            }
            _ => self.verdict(None, &conditions, silent),
        }
    }

    /// Whether what a group says of retrying decides about the unlisted codes of its family.
    pub fn decides(&self, catalog: usize, group: &Group) -> bool {
        group.family.is_some() && group.facts.retry.origin.via.is_own() && self.role(catalog).is_some()
    }

    fn verdict(&self, retry: Option<&'c Retry>, conditions: &Conditions, key: Key) -> Verdict<'c> {
        let mut exceptions: Vec<Exception<'c>> = Vec::new();
        for fact in self.rules.iter().filter(|fact| fact.key < key) {
            let Source::Rule(index) = fact.source else { continue };
            let Some(rule) = self.contract.policy.rules.get(index) else { continue };
            let differs = retry.is_none_or(|retry| retry.class != rule.retry.value.class);
            let listed = exceptions.last().is_some_and(|last| last.index == index);
            if differs && !listed && fact.conditions.and(conditions).is_some() {
                exceptions.push(Exception { index, rule });
            }
        }
        Verdict { retry, exceptions }
    }
}

/// The key of what decides about a status: its own entry, a range or nothing.
fn status_key(via: &Via) -> Key {
    let rank = match via {
        Via::Own | Via::Status(_) => Rank::Status,
        Via::Range(_) => Rank::Range,
        _ => Rank::Default,
    };
    (rank, Reverse(0))
}

fn of_number(status: u16) -> Conditions {
    Conditions { status: Some(StatusRange { from: status, to: status }), ..Conditions::default() }
}

/// The roles in which bodies read a catalog.
fn roles(contract: &Contract, catalog: usize) -> Vec<Role> {
    let fields = || contract.bodies.iter().flat_map(|body| &body.fields);
    let reads = |role: &Role| fields().any(|field| field.role == Some(*role) && field.kind == FieldKind::Code(catalog));
    [Role::Code, Role::Type].into_iter().filter(reads).collect()
}
