//! More states than a word has bits.

use errspec::machine::{Kind, MachineState, Next, Outcome};
use errspec_tests::seventy::{Pipeline, PipelineCommand, PipelineState};

#[test]
fn questions_reach_beyond_sixty_four_states() {
    let all = PipelineState::ALL;
    assert_eq!(all.len(), 70);
    let (first, last) = (all[0], all[65]);
    assert_eq!((first.as_str(), last.as_str()), ("step_1", "step_66"));
    assert!(first.can_become(last) && !last.can_become(first) && last.can_become(PipelineState::Done));
    assert_eq!(first.must_have_passed(PipelineState::Done).iter().count(), 65, "every step after the first");
    assert!(first.may_have_passed(PipelineState::Done).iter().eq([PipelineState::Parked]));
    assert!(first.must_have_passed(PipelineState::Gone).iter().eq(all[1..33].iter().copied().chain([PipelineState::Parked])));
    assert!(!all[33].can_become(PipelineState::Gone) && all[32].can_become(PipelineState::Gone));
    for (at, state) in all.iter().enumerate() {
        assert_eq!((usize::from(state.index()), PipelineState::from_wire(state.as_str())), (at, Some(*state)));
        assert_eq!(state.can_reach(Outcome::Success), state.is_active() || *state == PipelineState::Done, "{state}");
        assert_eq!(state.direct_to(PipelineState::Failed), state.kind() == Kind::Pending, "{state}");
    }
}

#[test]
fn a_watch_over_it() {
    let mut watch = Pipeline::watch();
    watch.observe("step_1");
    assert_eq!(watch.observe("step_65").verdict().proved().len(), 63);
    assert!(watch.observe("step_64").strict().is_err());
    let report = watch.observe("done");
    assert_eq!(report.next(), Next::End { state: PipelineState::Done, outcome: Some(Outcome::Success) });
    assert!(PipelineState::Failed.can_become_after(&[PipelineCommand::Restart], PipelineState::Gone));
}
