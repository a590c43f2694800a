//! What a person says of an article: judgements, notes, marks of their own.

use std::sync::Arc;

use chrono::{DateTime, SubsecRound as _, Utc};

use super::history::{Change, Typing};
use super::{AppState, Effect, NoticeAction, Target};
use crate::model::{
    ArticleId, Code, Coding, Decision, Expression, Judgement, JudgementKey, MarkId, Note, OwnMark,
    Project, Subject,
};
use crate::text::quotation::in_quotes;
use crate::text::select::whole_letters;
use crate::text::{Anchor, Span};

/// Most characters of a note.
pub const LONGEST_NOTE: usize = 100_000;

/// What a note is on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteOn {
    /// The whole project.
    Project,
    /// An article.
    Article(ArticleId),
    /// One of the engine's answers in an article.
    Answer(ArticleId, Box<Subject>),
    /// An own mark in an article.
    Mark(ArticleId, MarkId),
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// The system.
    #[default]
    System,
    /// It stands still, for scripts and tests that must give the same result again.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// The time, to the millisecond.
    pub fn now(self) -> DateTime<Utc> {
        match self {
            Self::System => Utc::now(),
            Self::Fixed(time) => time,
        }
        .trunc_subsecs(3)
    }
}

impl AppState {
    /// Agrees, disagrees or is unsure; `None` takes the decision back and leaves the note.
    pub(super) fn judge(
        &mut self,
        article: ArticleId,
        subject: Subject,
        decision: Option<Decision>,
    ) -> Vec<Effect> {
        let verb = match decision {
            Some(Decision::Agree) => "Agree with",
            Some(Decision::Disagree) => "Disagree with",
            Some(Decision::Unsure) => "Unsure about",
            None => "No decision on",
        };
        let label = format!("{verb} {}", quoted(&subject.anchor.quote));
        let change = Change::of(article, label);
        self.edit_judgement(article, subject, change, |judgement| {
            judgement.decision = decision;
        })
    }

    fn edit_judgement(
        &mut self,
        article: ArticleId,
        subject: Subject,
        change: Change,
        edit: impl FnOnce(&mut Judgement),
    ) -> Vec<Effect> {
        let project = self.document.project();
        let Some(text) = project
            .article(article)
            .map(|known| Arc::clone(&known.text))
        else {
            return Vec::new();
        };
        let known = project
            .coding(article)
            .and_then(|coding| same_answer(coding, &subject, &text));
        let (by, at) = (self.session.reader.clone(), self.clock.now());
        self.document.change(change, |project| {
            project.is_sample = false;
            project.edit_coding(article, |coding| {
                let before = known.and_then(|key| coding.judgements.get(&key).cloned());
                let mut judgement = before.as_deref().cloned().unwrap_or_else(|| Judgement {
                    subject: subject.clone(),
                    decision: None,
                    note: String::new(),
                    by: String::new(),
                    at,
                });
                edit(&mut judgement);
                let is_new = before.as_deref() != Some(&judgement);
                if !is_new {
                    return;
                }
                if let Some(key) = known {
                    coding.judgements.remove(&key);
                }
                if judgement.decision.is_none() && judgement.note.is_empty() {
                    return;
                }
                // It is about what the engine says now.
                (judgement.subject, judgement.by, judgement.at) = (subject, by, at);
                let key = judgement.subject.key();
                coding.judgements.insert(key, Arc::new(judgement));
            });
        });
        Vec::new()
    }

    /// Writes a note; an empty one is taken away.
    pub(super) fn note(&mut self, on: NoteOn, text: String) -> Vec<Effect> {
        if text.chars().count() > LONGEST_NOTE {
            let sentence = format!(
                "This note is longer than {LONGEST_NOTE} characters. Keep it in a file of its own and name the file here."
            );
            self.notices.problem(sentence, None, None);
            return Vec::new();
        }
        let (by, at) = (self.session.reader.clone(), self.clock.now());
        let typed = |on: Typing, label: String, article: Option<ArticleId>| Change {
            label,
            article,
            typing: Some((on, at)),
        };
        match on {
            NoteOn::Project => {
                let change = typed(Typing::Project, "Note on the project".to_owned(), None);
                self.document.change(change, |project| {
                    project.is_sample = false;
                    rewrite(&mut project.note, text, by, at);
                });
            }
            NoteOn::Article(id) => {
                let Some(article) = self.document.project().article(id) else {
                    return Vec::new();
                };
                let label = format!("Note on {}", quoted(&article.title.text));
                let change = typed(Typing::Article(id), label, Some(id));
                self.document.change(change, |project| {
                    project.is_sample = false;
                    project.edit_coding(id, |coding| rewrite(&mut coding.note, text, by, at));
                });
            }
            NoteOn::Answer(id, subject) => {
                let label = format!("Note on {}", quoted(&subject.anchor.quote));
                let change = typed(Typing::Judgement(id, subject.key()), label, Some(id));
                return self.edit_judgement(id, *subject, change, |judgement| {
                    judgement.note = text;
                });
            }
            NoteOn::Mark(article, id) => {
                let Some(mark) = self.document.project().mark(article, id) else {
                    return Vec::new();
                };
                let label = format!("Note on {}", quoted(&mark.anchor.quote));
                let change = typed(Typing::Mark(article, id), label, Some(article));
                self.document.change(change, |project| {
                    project.edit_coding(article, |coding| {
                        if let Some(mark) = coding.marks.get_mut(&id)
                            && mark.note != text
                        {
                            let mark = Arc::make_mut(mark);
                            (mark.note, mark.by, mark.at) = (text, by, at);
                        }
                    });
                });
            }
        }
        Vec::new()
    }

    /// Marks a stretch of an article.
    pub(super) fn add_mark(&mut self, article: ArticleId, span: Span, code: Code) -> Vec<Effect> {
        let project = self.document.project();
        let Some(known) = project.article(article) else {
            return Vec::new();
        };
        let span = whole(&known.text, span);
        let anchor = Anchor::of(&known.text, span);
        if anchor.quote.is_empty() {
            return Vec::new();
        }
        self.session.words = None;
        let already = project.coding(article).and_then(|coding| {
            let mut marks = coding.marks.values();
            marks.find(|mark| mark.span == Some(span) && mark.code == code)
        });
        if let Some(known) = already {
            self.session.selection = Some(Target::Mark(article, known.id));
            return Vec::new();
        }
        let label = format!("Mark {} as {}", quoted(&anchor.quote), code.title());
        let id = MarkId(project.marks_made);
        let mark = OwnMark {
            id,
            span: Some(span),
            anchor,
            code,
            note: String::new(),
            by: self.session.reader.clone(),
            at: self.clock.now(),
        };
        self.document.change(Change::of(article, label), |project| {
            project.is_sample = false;
            project.marks_made += 1;
            project.edit_coding(article, |coding| {
                coding.marks.insert(mark.id, Arc::new(mark));
            });
        });
        self.session.selection = Some(Target::Mark(article, id));
        Vec::new()
    }

    /// Gives an own mark another code; its words and its note stay.
    pub(super) fn recode(&mut self, article: ArticleId, id: MarkId, code: Code) -> Vec<Effect> {
        let Some(mark) = self.document.project().mark(article, id) else {
            return Vec::new();
        };
        if mark.code == code {
            return Vec::new();
        }
        let quote = quoted(&mark.anchor.quote);
        let label = format!("Mark {quote} as {} instead", code.title());
        let (by, at) = (self.session.reader.clone(), self.clock.now());
        self.document.change(Change::of(article, label), |project| {
            project.edit_coding(article, |coding| {
                if let Some(mark) = coding.marks.get_mut(&id) {
                    let mark = Arc::make_mut(mark);
                    (mark.code, mark.by, mark.at) = (code, by, at);
                }
            });
        });
        Vec::new()
    }

    /// Gives an own mark whose words are gone the place that a person chose.
    pub(super) fn place_mark(&mut self, article: ArticleId, id: MarkId, span: Span) -> Vec<Effect> {
        let project = self.document.project();
        let (Some(known), Some(mark)) = (project.article(article), project.mark(article, id))
        else {
            return Vec::new();
        };
        let span = whole(&known.text, span);
        let anchor = Anchor::of(&known.text, span);
        if anchor.quote.is_empty() {
            return Vec::new();
        }
        let label = format!(
            "Place the mark on {} at {}",
            quoted(&mark.anchor.quote),
            quoted(&anchor.quote)
        );
        let (by, at) = (self.session.reader.clone(), self.clock.now());
        self.document.change(Change::of(article, label), |project| {
            project.edit_coding(article, |coding| {
                if let Some(mark) = coding.marks.get_mut(&id) {
                    let mark = Arc::make_mut(mark);
                    (mark.span, mark.anchor, mark.by, mark.at) = (Some(span), anchor, by, at);
                }
            });
        });
        self.session.words = None;
        self.session.selection = Some(Target::Mark(article, id));
        Vec::new()
    }

    /// Puts an own mark into the bin, or takes it out again.
    pub(super) fn bin_mark(
        &mut self,
        article: ArticleId,
        id: MarkId,
        into_bin: bool,
    ) -> Vec<Effect> {
        let coding = self.document.project().coding(article);
        let mark = coding.and_then(|coding| {
            let from = if into_bin {
                &coding.marks
            } else {
                &coding.marks_in_bin
            };
            from.get(&id).cloned()
        });
        let Some(mark) = mark else {
            return Vec::new();
        };
        let quote = quoted(&mark.anchor.quote);
        let label = if into_bin {
            format!("Remove the mark on {quote}")
        } else {
            format!("Put back the mark on {quote}")
        };
        let step = self
            .document
            .change(Change::of(article, label.clone()), |project| {
                project.edit_coding(article, |coding| {
                    let (from, to) = if into_bin {
                        (&mut coding.marks, &mut coding.marks_in_bin)
                    } else {
                        (&mut coding.marks_in_bin, &mut coding.marks)
                    };
                    from.remove(&id);
                    to.insert(id, mark);
                });
            });
        if into_bin {
            self.session.selection =
                (self.session.selection).filter(|target| *target != Target::Mark(article, id));
            self.notices.done(
                format!("Removed the mark on {quote}: it is in the bin."),
                step.map(NoticeAction::Undo),
            );
        }
        Vec::new()
    }

    /// An expression is marked, or not, in this project.
    pub(super) fn silence(&mut self, expression: Expression, is_silenced: bool) -> Vec<Effect> {
        let quote = quoted(&expression.words);
        let name = expression.device.name();
        let label = if is_silenced {
            format!("Do not mark {quote} as {name}")
        } else {
            format!("Mark {quote} as {name} again")
        };
        let gone = self.count_shown(|article, finding| {
            finding.device == expression.device && Expression::of(article, finding) == expression
        });
        let before = Arc::clone(self.document.project());
        let step = self.document.change(Change::new(label), |project| {
            project.is_sample = false;
            if is_silenced {
                project.silenced.insert(expression);
            } else {
                project.silenced.remove(&expression);
            }
        });
        if before.silenced == self.document.project().silenced {
            return Vec::new();
        }
        if is_silenced {
            self.notices.done(
                format!(
                    "{quote} is no longer marked as {name} in this project: {} gone. Settings lists it.",
                    gone.are()
                ),
                step.map(NoticeAction::Undo),
            );
        }
        self.show_again();
        self.compare_again()
    }

    /// Takes a judgement back, with its note; undo brings it again.
    pub(super) fn forget_judgement(
        &mut self,
        article: ArticleId,
        key: JudgementKey,
    ) -> Vec<Effect> {
        let coding = self.document.project().coding(article);
        let Some(known) = coding.and_then(|coding| coding.judgements.get(&key)) else {
            return Vec::new();
        };
        let quote = quoted(&known.subject.anchor.quote);
        let label = format!("Remove the judgement on {quote}");
        let step = self
            .document
            .change(Change::of(article, label.clone()), |project| {
                project.edit_coding(article, |coding| {
                    coding.judgements.remove(&key);
                });
            });
        self.notices
            .done(format!("{label}."), step.map(NoticeAction::Undo));
        Vec::new()
    }
}

/// The judgement of the same answer: with the same identity, or of the same kind at the same
/// place, where the words around it have changed since.
fn same_answer(coding: &Coding, subject: &Subject, text: &str) -> Option<JudgementKey> {
    let key = subject.key();
    if coding.judgements.contains_key(&key) {
        return Some(key);
    }
    let place = subject.anchor.place(text)?;
    let mut candidates = coding.judgements.iter().filter(|(_, known)| {
        let other = &known.subject;
        other.kind.name() == subject.kind.name()
            && other.anchor.quote == subject.anchor.quote
            && (other.kind.name() != "finding" || other.answer == subject.answer)
    });
    candidates
        .find(|(_, known)| known.subject.anchor.place(text) == Some(place))
        .map(|(key, _)| *key)
}

/// A stretch as it is marked: whole letters, no blank space around them.
fn whole(text: &str, span: Span) -> Span {
    whole_letters(text, whole_letters(text, span).trimmed(text))
}

fn rewrite(note: &mut Option<Arc<Note>>, text: String, by: String, at: DateTime<Utc>) {
    if note.as_ref().is_some_and(|note| note.text == text) {
        return;
    }
    *note = (!text.is_empty()).then(|| Arc::new(Note { text, by, at }));
}

/// Words as labels quote them: one line, not too long.
pub(super) fn quoted(words: &str) -> String {
    const MOST: usize = 40;
    let line: Vec<_> = words.split_whitespace().collect();
    let line = line.join(" ");
    if line.chars().count() <= MOST {
        return in_quotes(&line);
    }
    let start: String = line.chars().take(MOST).collect();
    in_quotes(&format!("{}…", start.trim_end()))
}

/// Whether a project is worth a file of its own: somebody has put something into it.
pub(super) fn is_begun(project: &Project) -> bool {
    !project.is_sample && *project != Project::default()
}
