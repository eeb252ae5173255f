//! A contract with only a machine, and an empty one.

use errspec::machine::{Kind, MachineState, NoCommand, Outcome, StateMachine};
use errspec_tests::only_machine::{Door, DoorState};
use errspec_tests::quiet;

#[test]
fn a_machine_without_commands() {
    assert!(DoorState::Open.direct_to(DoorState::Shut) && !DoorState::Shut.can_become(DoorState::Open));
    assert_eq!((DoorState::Open.kind(), DoorState::Shut.outcome()), (Kind::Pending, Some(Outcome::Success)));
    assert_eq!((DoorState::Open.summary(), DoorState::Open.to_string().as_str()), ("", "open"));
    assert_eq!(DoorState::Open.commands().count(), 0);
    fn command<M: StateMachine<Command = NoCommand>>() {}
    command::<Door>();
    assert_eq!("ajar".parse::<DoorState>().unwrap_err().to_string(), "\"ajar\" is no state of Door");
    assert!(Door::read(br#"{"state": "open"}"#).is_none(), "nothing says where the state is told");
    assert_eq!(DoorState::MACHINE.initial, [0]);
}

#[test]
fn a_contract_may_say_nothing() {
    let error = quiet::ApiError::decode(404, &(), b"gone");
    assert_eq!(
        (error.to_string().as_str(), error.body()),
        ("404 Not Found: body of no known shape, 4 bytes", quiet::Body::Unknown)
    );
    assert_eq!((quiet::CONTRACT.title, quiet::RETRY.attempts), ("quiet", 1));
}
