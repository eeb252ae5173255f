use errspec::machine::{Event, Kind, MachineCommand, MachineState, NoCommand, Reading, StateMachine, Watch};
use errspec_tests::{autoretouch, machines, only_machine, seventy};
use std::time::Duration;

/// Reads the bytes as a history of readings and commands, for several machines.
pub fn watch(data: &[u8]) {
    history::<autoretouch::Execution>(data);
    history::<machines::Build>(data);
    history::<machines::Export>(data);
    history::<only_machine::Door>(data);
    history::<seventy::Pipeline>(data);
}

/// A watch judges a whole history as it judges its readings one by one, and never takes back that a job has ended.
fn history<M: StateMachine>(data: &[u8]) {
    let mut watch = Watch::<M>::new();
    let (mut events, mut strict) = (Vec::new(), Vec::new());
    let mut now = Duration::ZERO;
    let mut ended: Option<M::State> = None;
    for step in data.chunks_exact(2) {
        let (what, which) = (step[0], usize::from(step[1]));
        now += Duration::from_secs(u64::from(what >> 4));
        let state = M::State::ALL[which % M::State::ALL.len()];
        let reading = match what % 5 {
            0 | 1 => Reading::of(state),
            2 => Reading::of(state).epoch(u64::from(what >> 6)),
            3 => Reading::from(["", "ARCHIVED", "\u{1}\n"][which % 3]),
            _ => {
                if let Some(command) = M::Command::ALL.get(which % 4) {
                    watch.sent(*command, now);
                    events.push(Event::Sent(*command, now));
                }
                continue;
            }
        };
        let reading = reading.at(now);
        let report = watch.observe(reading);
        assert!(!report.verdict().to_string().chars().any(char::is_control));
        let known = what % 5 < 3;
        if known && ended.is_some_and(|last| last != state) {
            assert!(report.strict().is_err(), "a job left a final state unnoticed");
        }
        if known {
            let kind = M::MACHINE.state(state.index()).kind;
            // An end that the contract does not explain may be taken back.
            let honest = kind == Kind::Final && watch.state() == Some(state) && report.strict().is_ok();
            ended = honest.then_some(state);
        }
        strict.push(report.strict().is_ok());
        events.push(Event::Read(reading));
    }
    let judged: Vec<bool> = Watch::<M>::new().judge(events).iter().map(|report| report.strict().is_ok()).collect();
    assert_eq!(judged, strict);
}

/// A machine without commands has none to send.
const _: () = assert!(NoCommand::ALL.is_empty());
