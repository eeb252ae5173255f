use super::conditions::{Coded, Conditions};
use super::facts::{self, Fact, Source};
use crate::lists::IntoVec;
use crate::model::{Code, CodeId, Contract, Field, Group, Rule, Status, Via};
use crate::syntax::{Retry, StatusRange};
use crate::words::Role;
use errspec_core::rank::{Rank, Specificity};

/// What happens to calls that end with an entry of a contract, with rules taken into account.
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
    /// The roles in which bodies read each catalog.
    roles: Vec<Vec<Role>>,
}

/// What happens to calls that end with one entry.
pub struct Verdict<'c> {
    /// What decides if no rule does. `None` if the entry states nothing that applies, so the status of the response decides.
    pub retry: Option<&'c Retry>,
    /// The rules that decide differently for some of its outcomes, in the order of the file.
    pub exceptions: Vec<Exception<'c>>,
}

/// A rule that decides differently from an entry.
#[derive(Clone, Copy)]
pub struct Exception<'c> {
    /// Its index among the rules, from 0.
    pub index: usize,
    /// The rule.
    pub rule: &'c Rule,
}

impl<'c> Verdicts<'c> {
    /// The verdicts for a contract.
    pub fn new(contract: &'c Contract) -> Self {
        let roles = (0..contract.catalogs.len()).map(|at| roles(contract, at)).into_vec();
        Self { contract, rules: facts::of_rules(contract), roles }
    }

    /// The roles in which bodies read a catalog, with `code` before `type`.
    pub fn roles(&self, catalog: usize) -> &[Role] {
        self.roles.get(catalog).map_or(&[], Vec::as_slice)
    }

    /// The role in which the codes of a catalog decide; `None` if bodies read it without a role, so that they decide nothing. In a contract
    /// with neither bodies nor statuses, the program reads the codes itself.
    pub fn role(&self, catalog: usize) -> Option<Role> {
        let by_program = || (self.contract.bodies.is_empty() && self.contract.statuses.is_empty()).then_some(Role::Code);
        self.roles(catalog).first().copied().or_else(by_program)
    }

    /// The verdict for a declared status, unless the code or the type of an error decides; rules about those belong to them. A success
    /// status that no body names is not classified, so no rule applies to it.
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

    /// The verdict for a code.
    pub fn of_code(&self, id: CodeId, code: &'c Code) -> Verdict<'c> {
        let retry = &code.facts.retry;
        let Some(role) = self.role(id.catalog) else {
            let of_status = code.facts.retry.origin.via.is_own() || retry.origin.via == Via::Default;
            return Verdict { retry: (!of_status).then_some(&retry.value), exceptions: Vec::new() };
        };
        let (conditions, own, silent) = match role {
            // No condition asks for a subcode.
            Role::Subcode => (Conditions::default(), Specificity::of(Rank::Subcode), Specificity::before(Rank::CodeAndStatus)),
            Role::Type => {
                let conditions = Conditions { error_type: Some(vec![Coded::new(id, self.contract)]), ..Conditions::default() };
                (conditions, Specificity::of(Rank::Type), Specificity::before(Rank::Status))
            }
            _ => {
                let conditions = Conditions { code: Some(vec![Coded::new(id, self.contract)]), ..Conditions::default() };
                (conditions, Specificity::of(Rank::Code), Specificity::before(Rank::TypeAndStatus))
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

    /// Whether the retry class of a group decides about the unlisted codes of its family.
    pub fn decides(&self, catalog: usize, group: &Group) -> bool {
        group.family.is_some() && group.facts.retry.origin.via.is_own() && self.role(catalog).is_some()
    }

    fn verdict(&self, retry: Option<&'c Retry>, conditions: &Conditions, key: Specificity) -> Verdict<'c> {
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

/// The key of what decides about a status: its entry, a range, or nothing.
fn status_key(via: &Via) -> Specificity {
    let rank = match via {
        Via::Own | Via::Status(_) => Rank::Status,
        Via::Range(_) => Rank::Range,
        _ => Rank::Default,
    };
    Specificity::of(rank)
}

fn of_number(status: u16) -> Conditions {
    Conditions { status: Some(StatusRange { from: status, to: status }), ..Conditions::default() }
}

/// The roles in which bodies read a catalog.
fn roles(contract: &Contract, catalog: usize) -> Vec<Role> {
    let fields = contract.bodies.iter().flat_map(|body| &body.fields);
    let reads = |role: &Role| {
        let is = |field: &Field| field.role == Some(*role) && field.kind.catalog() == Some(catalog);
        fields.clone().any(|field| is(field) || field.kind.any_member(&is))
    };
    [Role::Code, Role::Subcode, Role::Type].into_iter().filter(reads).into_vec()
}
