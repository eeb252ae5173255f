//! States, edges, commands.

use super::Explanation;

pub(super) static RULES: &[Explanation] = &[
    Explanation {
        slug: "ambiguous-command",
        title: "a command leads from one state to two",
        text: "After a command a poller has to know what to expect, so a command has one target in each state. What may \
               happen after that is the service's own move: lead the command to the state that comes first, and from there \
               by edges without a command.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    commands: { retry: Again }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     FAILED: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW | DONE, command: retry }]",
        right: "machines:\n  Job:\n    initial: NEW\n    commands: { retry: Again }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     FAILED: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW, command: retry }]",
    },
    Explanation {
        slug: "auto-with-requirement",
        title: "an automatic command needs something to be done first",
        text: "`requires` names what somebody has to do before the command makes sense, such as adding funds. A poller \
               cannot know that it was done, and would send the command in vain. Take `auto` out; the wait then ends and \
               says what is needed.",
        wrong: "machines:\n  Job:\n    initial: NEW\n\
                \x20   commands: { retry: { auto: true, max_uses: 1, requires: { UNPAID: add_funds } } }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     UNPAID: { kind: resting, outcome: { needs: add_funds } }\n\
                \x20   edges: [NEW -> DONE | UNPAID, { edge: UNPAID -> NEW, command: retry }]",
        right: "machines:\n  Job:\n    initial: NEW\n    commands: { retry: { requires: { UNPAID: add_funds } } }\n\
                \x20   states:\n      NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     UNPAID: { kind: resting, outcome: { needs: add_funds } }\n\
                \x20   edges: [NEW -> DONE | UNPAID, { edge: UNPAID -> NEW, command: retry }]",
    },
    Explanation {
        slug: "auto-without-limit",
        title: "an automatic command has no limit",
        text: "What a poller sends by itself goes round with what the service does: a job that fails for a reason would be \
               started again for ever. `max_uses` says how often one job may be. A command that people send needs no limit; \
               they stop by themselves.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    commands: { retry: { auto: true } }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     FAILED: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW, command: retry }]",
        right: "machines:\n  Job:\n    initial: NEW\n    commands: { retry: { auto: true, max_uses: 2 } }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     FAILED: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW, command: retry }]",
    },
    Explanation {
        slug: "bad-edge",
        title: "a value is not an edge between states",
        text: "An edge is `FROM -> TO`; both sides may list several states with `|` between them. With a command or a basis \
               it is a mapping with the same text under `edge`.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW => DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "blocked-with-command",
        title: "a command leaves a blocked state",
        text: "`blocked: true` says that nothing this client can do leaves the state. An edge by a command says the \
               contrary; one of the two is wrong.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    commands: { unlock: Unlock }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     LOCKED: { kind: resting, outcome: failure, blocked: true }\n\
                \x20   edges: [NEW -> DONE | LOCKED, { edge: LOCKED -> NEW, command: unlock }]",
        right: "machines:\n  Job:\n    initial: NEW\n    commands: { unlock: Unlock }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     LOCKED: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | LOCKED, { edge: LOCKED -> NEW, command: unlock }]",
    },
    Explanation {
        slug: "colliding-states",
        title: "two states differ in upper and lower case only",
        text: "The two would become one name in generated code, and readers take them for one. Usually one is a slip. Where \
               the service really sends both, one gets a `name` of its own.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      done: { kind: final, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | done]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      FAILED: { kind: final, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED]",
    },
    Explanation {
        slug: "command-not-there",
        title: "a command speaks of a state it is never sent from",
        text: "The states a command may be sent from are those of its edges. What `requires` and `free_from` say of other \
               states means nothing: an edge is missing, or the wrong state was named.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    commands: { retry: { free_from: [DONE] } }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     FAILED: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW, command: retry }]",
        right: "machines:\n  Job:\n    initial: NEW\n    commands: { retry: { free_from: [FAILED] } }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     FAILED: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED, { edge: FAILED -> NEW, command: retry }]",
    },
    Explanation {
        slug: "duplicate-edge",
        title: "an edge stands in a machine twice",
        text: "The same move with the same cause says nothing new. It comes from lists on both sides of the arrow that \
               meet, `A | B -> C` and `A -> C | D`.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE, NEW -> DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "endless-wait",
        title: "from some states no end can be reached without a command",
        text: "A poller in a pending or external state waits for the service. If the service's own moves only go round, the \
               wait never ends, however long its limit is. The finding shows the way into the circle and the circle. A \
               circle with a way out is fine: what bounds it is the time limit of the wait.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      A: { kind: pending }\n      B: { kind: pending }\n\
                \x20   edges: [NEW -> DONE | A, A -> B, B -> A]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      A: { kind: pending }\n      B: { kind: pending }\n\
                \x20   edges: [NEW -> DONE | A, A -> B, B -> A | DONE]",
    },
    Explanation {
        slug: "final-with-exit",
        title: "an edge leaves a final state",
        text: "A final state is never left; programs stop looking there, and a later reading of another state is reported \
               as wrong. A state that a command leaves is `resting`, one that goes on by itself is `pending`. The kinds are \
               the only list of ends that there is.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE, DONE -> NEW]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "machine-without-observe",
        title: "an operation tells a machine's state, and nothing says where",
        text: "`observe` names the place in an answer that holds the state. Without it the generated code cannot read the \
               state out of what the operation returns.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]\n\
                operations: { get_job: { method: GET, machine: Job } }",
        right: "machines:\n  Job:\n    initial: NEW\n    observe: { at: /status }\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]\n\
                operations: { get_job: { method: GET, machine: Job } }",
    },
    Explanation {
        slug: "missing-outcome",
        title: "a state ends a wait without saying how",
        text: "Whoever waits for a job is told how it ended: `success`, `failure`, `cancelled`, `gone`, or what somebody \
               has to do, `{ needs: add_funds }`. Every final and every resting state says so.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      STOPPED: { kind: final }\n\
                \x20   edges: [NEW -> DONE | STOPPED]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      STOPPED: { kind: final, outcome: cancelled }\n\
                \x20   edges: [NEW -> DONE | STOPPED]",
    },
    Explanation {
        slug: "no-success",
        title: "no state of a machine is a success",
        text: "A wait needs a goal: it ends early once the goal is out of reach. A machine in which nothing is a success \
               has none. Usually the `outcome` of the last state is wrong.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: failure }\n    edges: [NEW -> DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "poll-cap-below-interval",
        title: "the cap of a poll is shorter than its first wait",
        text: "Waits between two polls grow from `interval` by `factor` up to `cap`. A cap below the first wait contradicts \
               it; often the two values are swapped.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    poll: { interval: 30s, factor: 2, cap: 2s }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    poll: { interval: 2s, factor: 2, cap: 30s }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "poll-cap-unused",
        title: "the waits of a poll never reach its cap",
        text: "Without a `factor` above 1 every wait is the `interval`, and the cap is never reached; nor is it where the \
               waits before it take as long as the `timeout`. Say how the waits grow, raise the timeout, or leave the cap \
               out.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    poll: { interval: 2s, cap: 30s }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    poll: { interval: 2s, factor: 1.5, cap: 30s }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
    },
    Explanation {
        slug: "resting-moves",
        title: "an edge without a command leaves a resting state",
        text: "A resting state is left by a command only, so a wait for the job ends there. One that the service leaves by \
               itself is `pending`, and one that a third party moves on is `external`; in both a wait goes on.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      HELD: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | HELD, HELD -> DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      HELD: { kind: external, by: editor }\n\
                \x20   edges: [NEW -> DONE | HELD, HELD -> DONE]",
    },
    Explanation {
        slug: "resting-without-command",
        title: "no command leaves a resting state",
        text: "Resting means that the job goes on once somebody sends a command. Without one the state is an end, `kind: \
               final`, or it can be left only in ways that the contract does not have, `blocked: true`.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      FAILED: { kind: resting, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      FAILED: { kind: final, outcome: failure }\n\
                \x20   edges: [NEW -> DONE | FAILED]",
    },
    Explanation {
        slug: "stuck-state",
        title: "nothing leads out of a pending or external state",
        text: "Pending and external states are left without a command, by the service or a third party. With no such edge \
               out, whoever waits there waits for ever. Add the edge, or change the kind: what is never left is `final`, \
               what a command leaves is `resting`.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      CHECK: { kind: pending }\n\
                \x20   edges: [NEW -> CHECK | DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      CHECK: { kind: pending }\n\
                \x20   edges: [NEW -> CHECK, CHECK -> DONE]",
    },
    Explanation {
        slug: "too-many-states",
        title: "a machine has more than 512 states",
        text: "Sets of states are fixed bit sets in generated code, and 512 is their size. States of this number usually \
               encode data: what a program treats alike is one state, and what tells such states apart is payload.",
        wrong: "",
        right: "",
    },
    Explanation {
        slug: "unobservable-state",
        title: "the text of a state cannot be put together from the places observed",
        text: "Where `observe` names several places, the state is the text of their values with slashes between. A state \
               with fewer parts than there are places is never read.",
        wrong: "machines:\n  Job:\n    initial: run/none\n    observe: { at: [/status, /conclusion] }\n    states:\n\
                \x20     run/none: { kind: pending }\n      done: { kind: final, outcome: success }\n\
                \x20   edges: [run/none -> done]",
        right: "machines:\n  Job:\n    initial: run/none\n    observe: { at: [/status, /conclusion] }\n    states:\n\
                \x20     run/none: { kind: pending }\n      done/ok: { kind: final, outcome: success }\n\
                \x20   edges: [run/none -> done/ok]",
    },
    Explanation {
        slug: "unreachable-state",
        title: "no job can get to a state",
        text: "Every state is reached from an initial one, over edges of any cause. Of states that only lead to each other \
               one is named. Add the edge that leads there; a state in which jobs may begin is listed under `initial`.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      WAIT: { kind: pending }\n\
                \x20   edges: [NEW -> DONE, WAIT -> DONE]",
        right: "machines:\n  Job:\n    initial: [NEW, WAIT]\n    states:\n      NEW: { kind: pending }\n\
                \x20     DONE: { kind: final, outcome: success }\n      WAIT: { kind: pending }\n\
                \x20   edges: [NEW -> DONE, WAIT -> DONE]",
    },
    Explanation {
        slug: "unused-command",
        title: "no edge says what a command does",
        text: "The states a command may be sent from, and where it leads, are those of its edges. Without an edge nobody \
               can send it. Where the document does not say where it leads, take the earliest state and mark the edge \
               `basis: assumed`.",
        wrong: "machines:\n  Job:\n    initial: NEW\n    commands: { cancel: Stop it }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n    edges: [NEW -> DONE]",
        right: "machines:\n  Job:\n    initial: NEW\n    commands: { cancel: Stop it }\n    states:\n\
                \x20     NEW: { kind: pending }\n      DONE: { kind: final, outcome: success }\n\
                \x20     STOPPED: { kind: final, outcome: cancelled }\n\
                \x20   edges: [NEW -> DONE, { edge: NEW -> STOPPED, command: cancel }]",
    },
];
