#include "models/selection/selectioncopy.h"

#include "models/filter/namedview.h"
#include "models/selection/selectionstore.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace ic {

namespace {

constexpr qsizetype Slice = 4000; ///< one or two milliseconds

/// Goes through the ticked ids, as long as nobody changes them.
class Copying final
{
public:
    explicit Copying(const SelectionStore& selection)
        : m_selection(selection)
    {
        begin();
    }

    /// False when there are no more.
    bool goOn(qsizetype most)
    {
        if (m_revision != m_selection.revision())
            begin();
        for (; most > 0 && m_at != m_selection.ids().cend(); ++m_at, --most)
            m_people.people += { .id = *m_at, .name = m_selection.names().value(*m_at) };
        return m_at != m_selection.ids().cend();
    }
    KeptPeople take()
    {
        if (m_selection.isAllMatching())
            takeMatching(m_selection.allMatchingQuery());
        m_people.count = m_people.people.size();
        return std::move(m_people);
    }

private:
    void begin()
    {
        m_revision = m_selection.revision();
        m_at = m_selection.ids().cbegin();
        m_people = {};
        m_people.people.reserve(m_selection.ids().size());
    }
    void takeMatching(const IdentityQuery& query)
    {
        if (query.onlyIds.isEmpty()) {
            m_people.matching = NamedView { .name = u"selection"_s, .query = query }.toText();
            m_people.matched = m_selection.count() + m_selection.ids().size();
            return;
        }
        // All of these ids are as good as the ids.
        m_people.people.clear();
        for (const QString& id : query.onlyIds) {
            if (!m_selection.ids().contains(IdentityId(id)))
                m_people.people += { .id = IdentityId(id) };
        }
    }

    const SelectionStore& m_selection;
    quint64 m_revision = 0;
    QSet<IdentityId>::const_iterator m_at;
    KeptPeople m_people;
};

} // namespace

KeptPeople keptPeople(const SelectionStore& selection)
{
    Copying copying(selection);
    copying.goOn(selection.ids().size());
    return copying.take();
}

void copySelection(const SelectionStore& selection, QObject* context,
    std::function<void(KeptPeople&& people)> done)
{
    auto* turns = new QTimer(context); // one slice for each turn of the window's loop
    QObject::connect(turns, &QTimer::timeout, context,
        [turns, copying = std::make_shared<Copying>(selection), done = std::move(done)] {
            if (copying->goOn(Slice))
                return;
            turns->stop();
            turns->deleteLater();
            done(copying->take());
        });
    turns->start(0);
}

} // namespace ic
