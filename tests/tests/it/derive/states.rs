use super::twin::payments;
use errspec::machine::{MachineState, Next, Outcome};
use errspec::{Action, StateMachine};

/// How a job goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, StateMachine)]
#[errspec(observe = "/status", epoch = "/attempt", unknown(treat_as = fail, limit = 3), settle = 20s, other_actors = false)]
#[errspec(poll(interval = 2s, factor = 1.5, cap = "30s", external = 60s))]
#[errspec(command(retry, summary = "Starts it again"))]
enum JobState {
    /// Queued and waiting to start.
    #[errspec(state = "CREATED", pending, initial, action = "Wait for processing")]
    #[errspec(to(Active, PaymentRequired), cause = auto)]
    Created,
    #[errspec(pending, to(Completed, InQa, Failed, basis = inferred))]
    Active,
    #[errspec(external(by = "reviewer"), to(Completed), to(Expired), cause = external)]
    InQa,
    #[errspec(final_, outcome = success, payload(resultPath = string, credits = integer))]
    Completed,
    #[errspec(resting, initial, outcome = needs(add_funds), category = payment)]
    #[errspec(command(retry, to(Created, basis = assumed), requires = add_funds))]
    PaymentRequired,
    #[errspec(resting, outcome = failure, retry = inspect, command(retry, to(Created, basis = assumed), free))]
    #[errspec(command(resume, to(Active), auto, max_uses = 2))]
    Failed,
    #[errspec(resting, outcome = gone, blocked, basis = assumed)]
    Expired,
}

#[test]
fn say_what_the_spec_says() {
    let (a, b) = (<JobState as MachineState>::MACHINE, <payments::JobState as MachineState>::MACHINE);
    assert_eq!((a.name, a.summary, a.observe, a.epoch), (b.name, b.summary, b.observe, b.epoch));
    assert_eq!((a.initial, a.by_wire, a.settle, a.other_actors), (b.initial, b.by_wire, b.settle, b.other_actors));
    assert_eq!((a.unknown, a.poll, a.basis), (b.unknown, b.poll, b.basis));
    assert_eq!(format!("{:#?}", a.states), format!("{:#?}", b.states));
    assert_eq!(format!("{:#?}", a.commands), format!("{:#?}", b.commands));
    let sorted = |edges: &[errspec::machine::Edge]| {
        let mut edges: Vec<String> = edges.iter().map(|edge| format!("{edge:?}")).collect();
        edges.sort();
        edges
    };
    assert_eq!(sorted(a.edges), sorted(b.edges));
    assert_eq!((a.relations.direct, a.relations.closure), (b.relations.direct, b.relations.closure));
}

#[test]
fn answer_as_constants_and_watch() {
    const REACHED: bool = JobState::Created.can_become(JobState::Completed);
    const { assert!(REACHED) };
    assert!(!JobState::Failed.can_reach(Outcome::Success));
    assert!(JobState::Failed.can_become_after(&[JobCommand::Retry], JobState::Completed));
    assert_eq!(JobCommand::Retry.requires(JobState::PaymentRequired), Some(Action::AddFunds));
    assert!(JobCommand::Retry.is_free_in(JobState::Failed) && !JobCommand::Resume.allowed_in(JobState::PaymentRequired));
    let mut watch = JobState::watch();
    watch.observe(JobState::Created);
    let report = watch.observe("COMPLETED");
    assert_eq!(report.verdict().to_string(), "moved on, past ACTIVE, maybe past IN_QA");
    assert_eq!(report.next(), Next::End { state: JobState::Completed, outcome: Some(Outcome::Success) });
    assert_eq!("IN_QA".parse(), Ok(JobState::InQa));
}

#[test]
fn without_commands_there_is_no_enum_of_them() {
    #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, StateMachine)]
    #[errspec(rename_all = "kebab-case", name = "build")]
    enum Build {
        #[errspec(initial, pending, to(AllDone))]
        Running = 7,
        #[errspec(final, outcome = success)]
        AllDone = 3,
    }
    assert!(Build::Running.direct_to(Build::AllDone) && Build::AllDone.is_final());
    assert_eq!(Build::AllDone.as_str(), "all-done");
    assert_eq!(Build::Running.commands().count(), 0);
    assert_eq!(<Build as StateMachine>::MACHINE.name, "build");
}

/// An order, with moves from every state that is not final.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, StateMachine)]
#[errspec(observe = "/status", to(Lapsed), command(cancel, to(Canceled), summary = "Cancels the order"))]
enum OrderState {
    #[errspec(initial, pending, to(Ready))]
    Open,
    #[errspec(resting, outcome = success, expires = 10m, command(fetch, to(Fetched, Open)))]
    Ready,
    #[errspec(final, outcome = success)]
    Fetched,
    #[errspec(final, outcome = gone)]
    Lapsed,
    #[errspec(final, outcome = cancelled)]
    Canceled,
}

#[test]
fn moves_from_every_state_and_to_several() {
    use OrderState::{Canceled, Fetched, Lapsed, Open, Ready};
    for state in [Open, Ready] {
        assert!(state.direct_to(Lapsed) && OrderCommand::Cancel.allowed_in(state), "{state}");
    }
    assert!(!Fetched.can_become(Lapsed) && !OrderCommand::Cancel.allowed_in(Canceled));
    assert_eq!(Ready.expires(), Some(std::time::Duration::from_secs(600)));
    assert!(!Ready.is_active() && Ready.can_become(Lapsed), "a wait ends, and the service goes on");
    let after = |to| Ready.can_become_after(&[OrderCommand::Fetch], to);
    assert!(after(Fetched) && after(Open));
}
