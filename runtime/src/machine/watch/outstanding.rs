use super::super::paths::Step;
use core::time::Duration;

/// How many commands without a visible effect are told apart.
const CAPACITY: usize = 8;

/// The commands that were given and whose effect has not been seen, in their order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outstanding {
    steps: [Step; CAPACITY],
    sent: [Duration; CAPACITY],
    len: usize,
    /// When the last command was given that found no place. Until it has settled, nothing can be called impossible.
    crowded: Option<Duration>,
}

impl Outstanding {
    pub(super) const NONE: Self = Self {
        steps: [Step { command: None, certain: false }; CAPACITY],
        sent: [Duration::ZERO; CAPACITY],
        len: 0,
        crowded: None,
    };

    pub(super) fn steps(&self) -> &[Step] {
        self.steps.get(..self.len).unwrap_or_default()
    }

    pub(super) fn is_crowded(&self) -> bool {
        self.crowded.is_some()
    }

    /// How many commands at least lie before the next reading: those up to the last that is known to have taken effect.
    pub(super) fn certain(&self) -> usize {
        self.steps().iter().rposition(|step| step.certain).map_or(0, |last| last + 1)
    }

    /// The first so many, the last of which took effect.
    pub(super) fn led_to_effect(&self, count: usize) -> Self {
        let mut led = *self;
        led.len = led.len.min(count);
        if let Some(last) = led.steps.get_mut(..led.len).and_then(<[Step]>::last_mut) {
            last.certain = true;
        }
        led
    }

    pub(super) fn push(&mut self, command: u16, at: Duration) {
        match (self.steps.get_mut(self.len), self.sent.get_mut(self.len)) {
            // Commands without a place are the last ones: what came later would be mistaken for them.
            (Some(step), Some(sent)) if self.crowded.is_none() => {
                *step = Step { command: Some(command), certain: false };
                *sent = at;
                self.len += 1;
            }
            _ => self.crowded = Some(at),
        }
    }

    /// The oldest such command is known to have taken effect.
    pub(super) fn confirm(&mut self, command: u16) {
        let len = self.len;
        if let Some(step) = self.steps.iter_mut().take(len).find(|step| step.command == Some(command) && !step.certain) {
            step.certain = true;
        }
    }

    /// The latest such command is known to have had no effect.
    pub(super) fn withdraw(&mut self, command: u16) {
        if let Some(at) = self.steps().iter().rposition(|step| step.command == Some(command) && !step.certain) {
            self.retain(|i, _| i != at);
        }
    }

    /// The first so many have been seen, or can take no effect any more.
    pub(super) fn drop_first(&mut self, count: usize) {
        self.retain(|i, _| i >= count);
    }

    /// Those whose effect would have shown by now have been seen or were lost.
    pub(super) fn expire(&mut self, now: Duration, settle: Duration) {
        self.retain(|_, sent| now.saturating_sub(sent) < settle);
        self.crowded = self.crowded.filter(|sent| now.saturating_sub(*sent) < settle);
    }

    /// Whether a command may still show an effect.
    pub(super) fn unsettled(&self, now: Duration, settle: Duration) -> bool {
        let young = |sent: Duration| now.saturating_sub(sent) < settle;
        let optional = self.steps().iter().zip(&self.sent).any(|(step, sent)| !step.certain && young(*sent));
        optional || self.crowded.is_some_and(young)
    }

    fn retain(&mut self, keep: impl Fn(usize, Duration) -> bool) {
        let old = *self;
        self.len = 0;
        for (i, (step, sent)) in old.steps().iter().zip(old.sent).enumerate() {
            if keep(i, sent) {
                self.steps[self.len] = *step;
                self.sent[self.len] = sent;
                self.len += 1;
            }
        }
    }
}
