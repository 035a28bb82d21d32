#pragma once

#include <QString>
#include <QStringList>

namespace ic {

// Text that others wrote, made fit for a person to read or to type. What is copied, exported or
// written down stays as it is.

/// How a name of the tenant is shown: one line that does what it looks like. A line break is "↵";
/// what cannot be seen or turns the line around is written out as "‹U+202E›"; a name written from
/// right to left is kept apart from what stands beside it; spaces are single ones. Longer than
/// `most`, it ends in "…". For every label, list, title and tooltip.
QString shownLine(const QString& text, qsizetype most = 300);
/// The first of these that is not blank, as shownLine(): a name, or what stands in for it.
QString firstShown(const QStringList& texts, qsizetype most = 300);
/// The longest name that stands in a sentence, a title or a button; the list has the whole one.
constexpr qsizetype LongestInSentence = 60;
/// As shownLine(), with the line breaks kept. For tooltips that hold a value or several facts.
QString shownText(const QString& text, qsizetype most = 2000);
/// The same for tooltips, which take what looks like markup for markup. Empty for no text.
QString toolTipText(const QString& text);

/// What is left for the fingers: composed, without marks that cannot be typed, single spaces.
/// Blank if nothing is.
QString typedForm(const QString& text);
/// Whether a person who reads it can type it: typedForm() can be seen as a whole, has no character
/// that keyboards lack, and no letters that look like those of another script.
bool canBeTyped(const QString& text);
/// Equal for texts that look alike: by typedForm(), case, and letters such as l, I and 1, or
/// Cyrillic ones that look like Latin ones.
QString lookOf(const QString& text);

/// A host as it goes over the wire, "xn--…" where it is not plain ASCII: letters of other scripts
/// that look like a-z give themselves away. For everything that shows a host.
QString shownHost(const QString& host);

/// One line of at most `most` characters without what cannot be seen, marks that change the
/// direction of writing, and curly quotes, which the sentences around it use.
QString plainLine(const QString& text, qsizetype most);

} // namespace ic
