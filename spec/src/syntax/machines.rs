//! The section `machines`.

#[cfg(feature = "reader")]
use super::actions::{DeclaredAction, declared_actions};
use super::ctx::Ctx;
use super::durations;
use super::facts::{self, BasisWords, Facts};
use super::form;
use super::job_states::{State, state};
use super::mapping_keys::{Fields, Named};
use super::outcome::action;
use super::place::{Place, place};
use super::retry;
use super::scalars;
use super::values::Decimal;
#[cfg(feature = "reader")]
use super::waits::{Wait, wait};
use crate::diag::Diagnostic;
use crate::lists::IntoVec;
use crate::rules;
use crate::source::{Span, Spanned};
use crate::words::{Action, Moves, TextCase, TreatAs};
use crate::yaml::{Node, NodeKind, Style};
use std::time::Duration;

/// Before an arrow: every other state that is neither final nor blocked.
pub const EVERY_STATE: &str = "*";

/// A machine: the states that a job passes through.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Where the state is: one place, or several whose values are joined.
    pub observe: Vec<Place>,
    pub initial: Vec<Spanned<String>>,
    pub moves: Option<Spanned<Moves>>,
    pub unknown: Option<Unknown>,
    /// Where the number of the run is.
    pub epoch: Option<Place>,
    /// The state of a response that does not contain one.
    pub absent: Option<Spanned<String>>,
    pub case: Option<Spanned<TextCase>>,
    pub states: Vec<Named<State>>,
    pub edges: Vec<Edge>,
    pub commands: Vec<Named<Command>>,
    /// The actions that the machine declares.
    #[cfg(feature = "reader")]
    pub actions: Vec<Named<DeclaredAction>>,
    /// The named waits.
    #[cfg(feature = "reader")]
    pub waits: Vec<Named<Wait>>,
    pub poll: Option<Poll>,
    pub settle: Option<Spanned<Duration>>,
    pub other_actors: Option<Spanned<bool>>,
    pub typestate: bool,
    pub facts: Facts,
}

/// How a state that is not listed is treated.
#[derive(Clone, Debug)]
pub struct Unknown {
    pub treat_as: Option<Spanned<TreatAs>>,
    pub limit: Option<Spanned<u32>>,
}

/// `A | B -> C | D`, or `* -> C`.
#[derive(Clone, Debug)]
pub struct Edge {
    pub span: Span,
    /// `*` alone stands for every other state that is neither final nor blocked.
    pub from: Vec<Spanned<String>>,
    pub to: Vec<Spanned<String>>,
    pub command: Option<Spanned<String>>,
    pub basis: BasisWords,
    pub summary: Option<Spanned<String>>,
}

/// A command that a client can send.
#[derive(Clone, Debug)]
pub struct Command {
    pub requires: Vec<(Spanned<String>, Spanned<Action>)>,
    pub free_from: Vec<Spanned<String>>,
    pub auto: Option<Spanned<bool>>,
    pub max_uses: Option<Spanned<u32>>,
    /// The operation that sends it.
    #[cfg(feature = "reader")]
    pub operation: Option<Spanned<String>>,
    pub facts: Facts,
}

/// How to poll.
#[derive(Clone, Debug)]
pub struct Poll {
    pub span: Span,
    pub interval: Option<Spanned<Duration>>,
    pub factor: Option<Spanned<Decimal>>,
    pub cap: Option<Spanned<Duration>>,
    pub external: Option<Spanned<Duration>>,
    /// The time limit of a wait; `None` if the caller must give one.
    pub timeout: Option<Spanned<Duration>>,
    pub basis: BasisWords,
}

pub(super) fn machine(ctx: &mut Ctx, node: &Node) -> Option<Machine> {
    let mut fields = Fields::of(ctx, "a machine", node)?;
    #[cfg(feature = "reader")]
    let actions = declared_actions(ctx, &mut fields);
    let machine = Machine {
        observe: fields.get("observe", ctx, observe).unwrap_or_default(),
        initial: fields.list("initial", ctx, Ctx::text),
        moves: fields.get("moves", ctx, Ctx::word),
        unknown: fields.get("unknown", ctx, unknown_states),
        epoch: fields.get("epoch", ctx, place),
        absent: fields.get("absent", ctx, Ctx::text),
        case: fields.get("case", ctx, Ctx::word),
        states: fields.named("states", ctx, state),
        edges: fields.list("edges", ctx, edge),
        commands: fields.named("commands", ctx, command),
        #[cfg(feature = "reader")]
        actions,
        #[cfg(feature = "reader")]
        waits: fields.named("waits", ctx, wait),
        poll: fields.get("poll", ctx, poll),
        settle: fields.get("settle", ctx, durations::duration),
        other_actors: fields.get("other_actors", ctx, scalars::boolean),
        typestate: fields.get("typestate", ctx, scalars::boolean).is_some_and(|typestate| typestate.value),
        facts: facts::facts(ctx, &mut fields, &["name", "summary", "basis"]),
    };
    if machine.states.is_empty() {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a machine needs `states`");
        ctx.sink.push(finding.note("Write each state with its kind: `states: { QUEUED: { kind: pending }, … }`."));
    }
    let all_known = machine.moves.as_ref().is_none_or(|moves| moves.value == Moves::Listed);
    if machine.initial.is_empty() && all_known {
        let finding = Diagnostic::new(&rules::MISSING_KEY, node.span.first(), "a machine needs `initial`");
        ctx.sink.push(finding.note("List the states in which a job can begin: `initial: [QUEUED]`."));
    }
    fields.finish(ctx);
    ctx.actions.clear();
    Some(machine)
}

/// A place, or `{ parts: [/status, /conclusion] }` for a state that is composed of several values.
fn observe(ctx: &mut Ctx, node: &Node) -> Option<Vec<Place>> {
    let composed = matches!(&node.kind, NodeKind::Map(entries) if entries.iter().any(|entry| entry.key == "parts"));
    if !composed {
        let place = place(ctx, node);
        if !ctx.probes_map(node) {
            return Some(vec![place?]);
        }
    }
    let mut fields = Fields::of(ctx, "`observe`", node)?;
    let parts = fields.choice("parts", ctx, "List the places whose values are joined, as in `[/status, /conclusion]`.", place);
    fields.finish(ctx);
    Some(parts)
}

fn unknown_states(ctx: &mut Ctx, node: &Node) -> Option<Unknown> {
    let mut fields = Fields::of(ctx, "`unknown`", node)?;
    let unknown = Unknown {
        treat_as: fields.get("treat_as", ctx, Ctx::word),
        limit: fields.get("limit", ctx, |ctx, node| scalars::number(ctx, node, 1, 1_000_000)),
    };
    fields.finish(ctx);
    Some(unknown)
}

fn command(ctx: &mut Ctx, node: &Node) -> Option<Command> {
    if let Some(facts) = facts::summary_only(ctx, node) {
        return Some(Command {
            requires: Vec::new(),
            free_from: Vec::new(),
            auto: None,
            max_uses: None,
            #[cfg(feature = "reader")]
            operation: None,
            facts,
        });
    }
    let mut fields = Fields::of(ctx, "a command", node)?;
    let requires = fields.named("requires", ctx, action);
    let command = Command {
        requires: requires.into_iter().map(|named| (named.key, named.value)).into_vec(),
        free_from: fields.list("free_from", ctx, Ctx::text),
        auto: fields.get("auto", ctx, scalars::boolean),
        max_uses: fields.get("max_uses", ctx, |ctx, node| scalars::number(ctx, node, 1, 1000)),
        #[cfg(feature = "reader")]
        operation: fields.get("operation", ctx, Ctx::text),
        facts: facts::facts(ctx, &mut fields, &["name", "summary", "basis"]),
    };
    fields.finish(ctx);
    Some(command)
}

fn edge(ctx: &mut Ctx, node: &Node) -> Option<Edge> {
    if node.scalar().is_some() {
        let (from, to) = arrow(ctx, node)?;
        return Some(Edge { span: node.span, from, to, command: None, basis: BasisWords::default(), summary: None });
    }
    let mut fields = Fields::of(ctx, "an edge", node)?;
    let arrow = fields.require("edge", ctx, arrow);
    let command = fields.get("command", ctx, Ctx::text);
    let basis = facts::basis(ctx, &mut fields);
    let summary = fields.get("summary", ctx, Ctx::prose);
    fields.finish(ctx);
    let (from, to) = arrow?;
    Some(Edge { span: node.span, from, to, command, basis, summary })
}

/// `A | B -> C | D`.
fn arrow(ctx: &mut Ctx, node: &Node) -> Option<(Names, Names)> {
    ctx.form(node, &form::EDGE);
    let text = ctx.text(node)?;
    let quote = usize::from(node.scalar().is_some_and(|scalar| scalar.style == Style::Quoted));
    let written = node.scalar().map_or("", |scalar| scalar.text.as_str());
    // If a text has escapes or line breaks, its bytes are not at the same offsets as in the file. Each of them makes the text shorter than
    // what is written, except for the escapes of these four characters.
    let verbatim = (text.span.end - text.span.start) as usize == written.len() + 2 * quote
        && !written.contains(['\u{85}', '\u{a0}', '\u{2028}', '\u{2029}']);
    let place = |start, end| if verbatim { text.span.part(start, end) } else { text.span };
    let sides: Vec<&str> = written.split("->").into_vec();
    let ends = match sides.as_slice() {
        [from, to] => (names(from, quote, &place), names(to, quote + from.len() + 2, &place)),
        _ => (Vec::new(), Vec::new()),
    };
    let named = |side: &[Spanned<String>]| !side.is_empty() && side.iter().all(|name| !name.is_empty());
    let any = |side: &[Spanned<String>]| side.iter().any(|name| name.value == EVERY_STATE);
    let note = match &ends {
        (from, to) if any(to) || any(from) && from.len() > 1 => {
            "`*` stands for every other state that is neither final nor `blocked`. It is written alone and before the arrow: `* -> CANCELLED`."
        }
        (from, to) if named(from) && named(to) => return Some(ends),
        _ if Moves::parse(&text.value).is_some() => "Write under `moves` how much is known about the edges: `moves: partial`.",
        _ => "Write `FROM -> TO`, with `|` between alternatives: `ACTIVE -> COMPLETED | FAILED`.",
    };
    let finding = Diagnostic::new(&rules::BAD_EDGE, text.span, format!("`{}` is not an edge", text.value));
    ctx.sink.push(finding.note(note));
    None
}

fn poll(ctx: &mut Ctx, node: &Node) -> Option<Poll> {
    let mut fields = Fields::of(ctx, "`poll`", node)?;
    let poll = Poll {
        span: node.span,
        interval: fields.require("interval", ctx, durations::positive),
        factor: fields.get("factor", ctx, retry::factor),
        cap: fields.get("cap", ctx, durations::duration),
        external: fields.get("external", ctx, durations::positive),
        timeout: fields.get("timeout", ctx, timeout).flatten(),
        basis: facts::basis(ctx, &mut fields),
    };
    fields.finish(ctx);
    Some(poll)
}

/// A duration, or `required`.
fn timeout(ctx: &mut Ctx, node: &Node) -> Option<Option<Spanned<Duration>>> {
    ctx.form(node, &form::TIMEOUT);
    match node.scalar().is_some_and(|scalar| scalar.text == "required") {
        true => Some(None),
        false => {
            let limit = durations::duration_or(ctx, node, "Or write `required`: the caller must give a time limit.")?;
            durations::above_zero(ctx, node, limit).map(Some)
        }
    }
}

type Names = Vec<Spanned<String>>;

/// The names between the bars, each with its location.
fn names(side: &str, offset: usize, place: &impl Fn(usize, usize) -> Span) -> Vec<Spanned<String>> {
    let mut at = offset;
    let name = |part: &str| {
        let start = at + (part.len() - part.trim_start().len());
        at += part.len() + 1;
        let name = part.trim();
        Spanned::new(name.to_owned(), place(start, start + name.len()))
    };
    side.split('|').map(name).into_vec()
}
