//! What a review asks of machines and of the policy.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "action-without-command",
        title: "the reader is told to retry where no command does so",
        text: "A state's `action` says to retry, and no command leaves the state. Either a command's edge is missing, or a new \
               job is meant; a client has to know which.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n\
                \x20     FAILED: { kind: final, outcome: failure, action: Retry the job }\n    edges: [NEW -> DONE | FAILED]",
        right: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n\
                \x20     FAILED: { kind: final, outcome: failure, action: Start a new job }\n    edges: [NEW -> DONE | FAILED]",
    },
    Explanation {
        slug: "assumed-edge",
        title: "an edge is assumed",
        text: "The document does not give the edge; whoever wrote the spec took it for likely. A watch that meets another way \
               blames the service. Find out, and write `basis: stated`, or take the edge out.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [{ edge: NEW -> DONE, basis: assumed }]",
        right: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "cap-never-reached",
        title: "a cap is longer than every wait of the policy",
        text: "With this number of attempts no wait grows as long as the cap. That is right for a cap that guards programs which try \
               more often, and wrong where a zero was lost in the cap, the base or the attempts.",
        wrong: "retry: { attempts: 3, backoff: { kind: exponential, base: 1s, cap: 30s } }",
        right: "retry: { attempts: 6, backoff: { kind: exponential, base: 1s, cap: 15s } }",
    },
    Explanation {
        slug: "command-without-limit",
        title: "nothing says how often a command may be sent",
        text: "The command leads to where it can be sent from again. People stop by themselves; a program that sends it needs \
               the service's limit, if there is one.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    epoch: { at: /attempt }\n    unknown: { treat_as: pending }\n\
                \x20   commands: { retry: Again }\n    states:\n      HELD: { kind: resting, outcome: failure }\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20   edges:\n      - NEW -> DONE | HELD\n      - { edge: HELD | NEW -> NEW, command: retry }",
        right: "machines:\n  Job:\n    initial: NEW\n    epoch: { at: /attempt }\n    unknown: { treat_as: pending }\n\
                \x20   commands: { retry: { summary: Again, max_uses: 3 } }\n    states:\n      HELD: { kind: resting, outcome: failure }\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20   edges:\n      - NEW -> DONE | HELD\n      - { edge: HELD | NEW -> NEW, command: retry }",
    },
    Explanation {
        slug: "cycle-without-epoch",
        title: "nothing tells one run of a job from the next",
        text: "A job can come back to a state. A client that reads the state twice cannot know whether it was left in between, \
               so a watch cannot say that either. A count of runs or a time of the start in the answer tells: name it as \
               `epoch`.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    poll: { interval: 2s, timeout: 10m }\n    states:\n\
                \x20     NEW: { kind: pending }\n      PAUSED: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20   edges: [NEW -> PAUSED | DONE, PAUSED -> NEW]",
        right: "machines:\n  Job:\n    initial: NEW\n    epoch: { at: /attempt }\n    unknown: { treat_as: pending }\n    poll: { interval: 2s, timeout: 10m }\n\
                \x20   states:\n      NEW: { kind: pending }\n      PAUSED: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> PAUSED | DONE, PAUSED -> NEW]",
    },
    Explanation {
        slug: "no-unknown-policy",
        title: "nothing says what an unlisted state counts as",
        text: "Services add states. An unlisted one counts as pending, ten readings long; say under `unknown` what is right \
               for this one.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending, limit: 10 }\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "passing-payload",
        title: "a value is told in passing states only",
        text: "A client samples: a state that the job passes may never be read, and what is told only there is missed. Declare \
               the member in the states where the answer still has it, or do not rely on it.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    states:\n\
                \x20     NEW: { kind: pending, payload: { progress: integer } }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    states:\n\
                \x20     NEW: { kind: pending, payload: { progress: integer } }\n\
                \x20     DONE: { kind: final, outcome: success, payload: { progress: integer } }\n\
                \x20   edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "reached-by-command-only",
        title: "a job gets to a state by a command only",
        text: "No move of the service's own leads there from an initial state. That is right for what a client asks for, and \
               wrong where the edge of an automatic retry or the like was forgotten.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    commands: { cancel: Stop }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     STOPPED: { kind: final, outcome: cancelled }\n\
                \x20   edges: [NEW -> DONE, { edge: NEW -> STOPPED, command: cancel }]",
        right: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    commands: { cancel: Stop }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     STOPPED: { kind: final, outcome: cancelled }\n\
                \x20   edges: [NEW -> DONE | STOPPED, { edge: NEW -> STOPPED, command: cancel }]",
    },
    Explanation {
        slug: "two-signals",
        title: "one cause is met as a state and as an answer",
        text: "Somebody has to do the same thing after an error answer and in a state of the job. A client that handles one \
               of them only is half done; the summaries of both should say when which is sent.",
        wrong: "statuses:\n  402: { summary: No funds, retry: { after_action: add_funds } }\nmachines:\n  Job:\n    initial: NEW\n\
                \x20   unknown: { treat_as: pending }\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      UNPAID: { kind: final, outcome: { needs: add_funds } }\n\
                \x20   edges: [NEW -> DONE | UNPAID]",
        right: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      UNPAID: { kind: final, outcome: { needs: add_funds } }\n\
                \x20   edges: [NEW -> DONE | UNPAID]",
    },
    Explanation {
        slug: "unbounded-cycle",
        title: "a wait may go round",
        text: "The service's own moves lead back to where they came from, and no command is needed to go on: a job may do so \
               for long. Say how long a wait is worth: `poll: { interval: 2s, timeout: 30m }`.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    epoch: { at: /attempt }\n    unknown: { treat_as: pending }\n    states:\n\
                \x20     NEW: { kind: pending }\n      PAUSED: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20   edges: [NEW -> PAUSED | DONE, PAUSED -> NEW]",
        right: "machines:\n  Job:\n    initial: NEW\n    epoch: { at: /attempt }\n    unknown: { treat_as: pending }\n    poll: { interval: 2s, timeout: 30m }\n\
                \x20   states:\n      NEW: { kind: pending }\n      PAUSED: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> PAUSED | DONE, PAUSED -> NEW]",
    },
    Explanation {
        slug: "unspecified-command",
        title: "nothing is said of a command in some states",
        text: "Of each state that a job can leave and each command somebody will ask whether it may be sent there. A watch takes \
               what has no edge for refused.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    commands: { cancel: Stop }\n    states:\n\
                \x20     NEW: { kind: pending }\n      ACTIVE: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20   edges: [NEW -> ACTIVE, ACTIVE -> DONE, { edge: NEW -> DONE, command: cancel }]",
        right: "machines:\n  Job:\n    initial: NEW\n    unknown: { treat_as: pending }\n    commands: { cancel: Stop }\n    states:\n\
                \x20     NEW: { kind: pending }\n      ACTIVE: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20   edges: [NEW -> ACTIVE, ACTIVE -> DONE, { edge: NEW | ACTIVE -> DONE, command: cancel }]",
    },
    Explanation {
        slug: "weak-machine",
        title: "nearly every state may follow every other",
        text: "A watch tells impossible readings by what the machine rules out. Where three quarters of all pairs may be read one \
               after the other, it can tell few. Often edges that need a command were written as the service's own.",
        wrong: "machines:\n  Job:\n    initial: A\n    epoch: { at: /attempt }\n    unknown: { treat_as: pending }\n    poll: { interval: 2s, timeout: 30m }\n\
                \x20   states:\n      A: { kind: pending }\n      B: { kind: pending }\n      C: { kind: pending }\n\
                \x20     D: { kind: final, outcome: success }\n    edges: [A -> B, B -> C, C -> A | D]",
        right: "machines:\n  Job:\n    initial: A\n    epoch: { at: /attempt }\n    unknown: { treat_as: pending }\n    poll: { interval: 2s, timeout: 30m }\n\
                \x20   states:\n      A: { kind: pending }\n      B: { kind: pending }\n      C: { kind: pending }\n\
                \x20     D: { kind: final, outcome: success }\n    edges: [A -> B, B -> C, C -> D]",
    },
];
