use super::super::paths::Step;
use core::time::Duration;

/// The maximum number of commands without a visible effect that are tracked.
const CAPACITY: usize = 8;

/// The commands that were sent and whose effect has not been observed, in order.
#[derive(Clone, Copy, Debug)]
pub(super) struct InFlightCommands {
    steps: [Step; CAPACITY],
    sent: [Duration; CAPACITY],
    /// The commands that may have taken effect before the last reading.
    maybe_seen: [bool; CAPACITY],
    len: usize,
    /// When the last command was sent for which there was no room. Until it has settled, no reading is impossible.
    crowded: Option<Duration>,
}

impl InFlightCommands {
    pub(super) const NONE: Self = Self {
        steps: [Step { command: None, certain: false }; CAPACITY],
        sent: [Duration::ZERO; CAPACITY],
        maybe_seen: [false; CAPACITY],
        len: 0,
        crowded: None,
    };

    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn steps(&self) -> &[Step] {
        self.steps.get(..self.len).unwrap_or_default()
    }

    /// Whether there were more commands than are tracked.
    #[inline]
    pub(super) fn is_crowded(&self) -> bool {
        self.crowded.is_some()
    }

    /// Whether there were more commands than are tracked, and whether these may still show an effect.
    #[inline]
    pub(super) fn is_crowded_at(&self, now: Duration, settle: Duration) -> bool {
        self.crowded.is_some_and(|sent| now.saturating_sub(sent) < settle)
    }

    /// The minimum number of commands before the next reading: those up to the last that is known to have taken effect.
    #[inline]
    pub(super) fn certain(&self) -> usize {
        self.steps().iter().rposition(|step| step.certain).map_or(0, |last| last + 1)
    }

    /// The same commands, with this one known to have taken effect.
    #[inline]
    fn led_by(&self, at: usize) -> Self {
        let mut led = *self;
        led.steps.iter_mut().skip(at).take(1).for_each(|step| step.certain = true);
        led
    }

    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn push(&mut self, command: u16, at: Duration) {
        // Once a command had no room, later ones are not stored either, because they would be mistaken for it.
        if self.len < CAPACITY && self.crowded.is_none() {
            self.steps[self.len] = Step { command: Some(command), certain: false };
            self.sent[self.len] = at;
            self.maybe_seen[self.len] = false;
            self.len += 1;
        } else {
            self.crowded = Some(at);
        }
    }

    /// Records that the latest such command took effect. If that may have been before the last reading, the next reading does not have to
    /// show the effect.
    #[inline]
    pub(super) fn confirm(&mut self, command: u16) {
        if let Some(at) = self.latest(command)
            && !self.maybe_seen[at]
        {
            self.steps[at].certain = true;
        }
    }

    #[cfg_attr(debug_assertions, inline)]
    fn latest(&self, command: u16) -> Option<usize> {
        self.steps().iter().rposition(|step| step.command == Some(command) && !step.certain)
    }

    /// Records that a state was read, and which of the commands may have taken effect before. The next reading does not have to show the
    /// effects of these.
    pub(super) fn read(&mut self, may_have_led: impl Fn(&Self) -> bool) {
        let before = *self;
        for at in 0..self.len {
            if may_have_led(&before.led_by(at)) {
                (self.maybe_seen[at], self.steps[at].certain) = (true, false);
            }
        }
    }

    /// Records that the latest such command had no effect.
    #[cfg_attr(debug_assertions, inline)]
    pub(super) fn withdraw(&mut self, command: u16) {
        if let Some(at) = self.latest(command) {
            self.retain(|i, _| i != at);
        }
    }

    /// Removes this many commands from the beginning: their effects have been observed, or they can no longer take effect.
    #[inline]
    pub(super) fn drop_first(&mut self, count: usize) {
        self.retain(|i, _| i >= count);
    }

    /// Removes the commands whose effect would be visible by now: they have been observed or were lost.
    #[inline]
    pub(super) fn expire(&mut self, now: Duration, settle: Duration) {
        self.retain(|_, sent| now.saturating_sub(sent) < settle);
        self.crowded = self.crowded.filter(|sent| now.saturating_sub(*sent) < settle);
    }

    /// Each command, and whether its effect may still become visible.
    #[inline]
    pub(super) fn young(&self, now: Duration, settle: Duration) -> impl Iterator<Item = (Step, bool)> {
        self.steps().iter().zip(self.sent).map(move |(step, sent)| (*step, now.saturating_sub(sent) < settle))
    }

    fn retain(&mut self, keep: impl Fn(usize, Duration) -> bool) {
        let old = *self;
        self.len = 0;
        for i in (0..old.len).filter(|i| keep(*i, old.sent[*i])) {
            self.steps[self.len] = old.steps[i];
            self.sent[self.len] = old.sent[i];
            self.maybe_seen[self.len] = old.maybe_seen[i];
            self.len += 1;
        }
    }
}
