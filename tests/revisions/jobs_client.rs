// A program that uses everything a client can use of the contract in `jobs.yaml`. `spec` is the module.

use errspec_revisions::errspec;
use spec::{
    Failure, JobCode, Node, NodeCommand, NodeState, Task, TaskCommand, TaskPayload, TaskState, Upgrade, UpgradeState,
};

pub fn codes(code: JobCode, failure: Failure) -> u8 {
    let of_failure = match failure {
        Failure::OutOfMemory => 1,
        Failure::Lost => 2,
        _ => 3,
    };
    match code {
        JobCode::Closed => of_failure,
        JobCode::Seized => 2,
        _ => 3,
    }
}

pub fn task(state: TaskState, command: TaskCommand) -> u8 {
    match command {
        TaskCommand::Submit | TaskCommand::Close => {}
    }
    match state {
        TaskState::Queued | TaskState::Asks | TaskState::Held | TaskState::Failed => 1,
        TaskState::Done | TaskState::Closed | TaskState::Expired => 2,
    }
}

pub fn node(state: NodeState, command: NodeCommand) -> u8 {
    match command {
        NodeCommand::Remove | NodeCommand::Start => {}
    }
    match state {
        NodeState::UpNew | NodeState::UpReady | NodeState::UpOther => 1,
        NodeState::Lost | NodeState::Down | NodeState::Gone => 2,
    }
}

pub fn upgrade(state: UpgradeState) -> u8 {
    match state {
        UpgradeState::Planned | UpgradeState::Paused | UpgradeState::Parked => 1,
        UpgradeState::Complete | UpgradeState::Broken => 2,
    }
}

pub fn payload(payload: TaskPayload) -> String {
    match payload {
        TaskPayload::Failed { code, detail } => {
            let code: errspec::OpenCode<'static, Failure> = code;
            let detail: Option<String> = detail;
            format!("{code:?} {detail:?}")
        }
        TaskPayload::Done { seconds, parts } => {
            let seconds: u32 = seconds;
            let parts: Option<std::collections::BTreeMap<String, u64>> = parts;
            format!("{seconds} {parts:?}")
        }
        TaskPayload::Asks | TaskPayload::Held | TaskPayload::Closed => String::new(),
    }
}

pub fn constants() -> [errspec::Action; 2] {
    let _ = [Task::FOR_QUESTION, Task::FOR_CLOSE];
    let _ = (Node::FOR_REMOVAL, Upgrade::FOR_END, Node::watch(), Task::read(b"{}"));
    [Task::SEND_OUTPUTS, Task::SIGN]
}

pub fn calls() -> [errspec::retry::Operation; 4] {
    use spec::operations::{GET_NODE, GET_TASK, GET_UPGRADE, SUBMIT};
    [GET_TASK, GET_NODE, GET_UPGRADE, SUBMIT]
}
