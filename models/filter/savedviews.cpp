#include "models/filter/savedviews.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ic {

const NamedView* SavedViews::find(const QString& name) const
{
    const qsizetype index = indexOf(viewNameFrom(name));
    return index < 0 ? nullptr : &m_views.at(index);
}

qsizetype SavedViews::indexOf(const QString& name) const
{
    const auto found = std::ranges::find_if(m_views,
        [&](const NamedView& view) { return view.name.compare(name, Qt::CaseInsensitive) == 0; });
    return found == m_views.end() ? -1 : std::distance(m_views.begin(), found);
}

bool SavedViews::save(const QString& name, const IdentityQuery& query)
{
    const QString clean = viewNameFrom(name);
    const qsizetype index = indexOf(clean);
    if (clean.isEmpty() || (index < 0 && isFull()) || !query.onlyIds.isEmpty())
        return false;
    NamedView view { .name = clean, .icon = u"bookmark"_s, .query = query };
    view.query.snapshot.reset(); // whom it shows, not as of when
    if (index < 0)
        m_views += view;
    else
        m_views[index] = view;
    if (m_removed && m_removed->name.compare(clean, Qt::CaseInsensitive) == 0)
        m_removed.reset();
    emit changed();
    return true;
}

bool SavedViews::rename(const QString& name, const QString& newName)
{
    const QString clean = viewNameFrom(newName);
    const qsizetype index = indexOf(name);
    const qsizetype taken = indexOf(clean);
    if (clean.isEmpty() || index < 0 || (taken >= 0 && taken != index))
        return false;
    m_views[index].name = clean;
    emit changed();
    return true;
}

void SavedViews::remove(const QString& name)
{
    const qsizetype index = indexOf(name);
    if (index < 0)
        return;
    m_removed = m_views.takeAt(index);
    m_removedFrom = index;
    emit changed();
}

void SavedViews::restore()
{
    if (!m_removed || isFull() || indexOf(m_removed->name) >= 0)
        return;
    m_views.insert(std::min(m_removedFrom, m_views.size()), *m_removed);
    m_removed.reset();
    emit changed();
}

QStringList SavedViews::toTexts() const
{
    QStringList texts;
    for (const NamedView& view : m_views)
        texts += view.toText();
    return texts;
}

void SavedViews::setTexts(const QStringList& texts)
{
    m_views.clear();
    m_removed.reset();
    for (const QString& text : texts) {
        const std::optional<NamedView> view = NamedView::fromText(text, FilterReach::Snapshot);
        if (view && indexOf(view->name) < 0 && !isFull())
            m_views += *view;
    }
    emit changed();
}

} // namespace ic
