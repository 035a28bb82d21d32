#pragma once

#include "models/filter/namedview.h"

#include <QObject>

#include <optional>

namespace ic {

/// The views a person saved, in the order they were saved. Names differ in more than case.
class SavedViews final : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype MostViews = 50;

    using QObject::QObject;

    const QList<NamedView>& views() const { return m_views; }
    const NamedView* find(const QString& name) const;
    bool isFull() const { return m_views.size() >= MostViews; }

    /// Keeps the query under the name, in the place of a view that has it already. False if the
    /// name is none or there is no room for one more.
    bool save(const QString& name, const IdentityQuery& query);
    /// False if the new name is none or another view's.
    bool rename(const QString& name, const QString& newName);
    void remove(const QString& name);
    /// The view that was removed last, and nothing saved under its name since.
    const std::optional<NamedView>& removed() const { return m_removed; }
    /// Puts it back where it was.
    void restore();

    /// All views as lines that can be kept.
    QStringList toTexts() const;
    /// Lines that cannot be read, double names, and more than MostViews are left out.
    void setTexts(const QStringList& texts);

signals:
    void changed();

private:
    qsizetype indexOf(const QString& name) const;

    QList<NamedView> m_views;
    std::optional<NamedView> m_removed;
    qsizetype m_removedFrom = 0;
};

} // namespace ic
