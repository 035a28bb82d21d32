#include "ui/window/setdesk.h"

#include "ui/parts/actionrefusal.h"
#include "ui/parts/icons.h"
#include "ui/parts/notices.h"
#include "ui/parts/text.h"
#include "ui/table/identitybrowser.h"

#include "models/filter/namedview.h"
#include "models/selection/selectioncopy.h"

#include <QMenu>

using namespace Qt::StringLiterals;

namespace ic {

using Use = SelectionSets::Use;

SetDesk::SetDesk(const UiServices& services, IdentityBrowser& browser, QObject* parent)
    : QObject(parent)
    , m_services(services)
    , m_browser(browser)
    , m_sets(services.selectionFolder)
    , m_reading(services.client, IdentityReading::Detail::Name)
    , m_save(icon(u"plus"_s), tr("Save selection as set…"), this)
{
    m_save.setObjectName(u"saveSet"_s);
    m_save.setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    connect(&m_save, &QAction::triggered, this, &SetDesk::save);
    connect(&m_sets, &SelectionSets::problem, &services.notices, &Notices::keep);
    connect(&browser.selection(), &SelectionStore::changed, this, &SetDesk::updateAction);
    connect(&m_reading, &IdentityReading::progressed, this, [this](qint64 read, qint64 total) {
        m_browser.strip().setReading(total < 0
                ? tr("Reading matching identities for the set “%1”… %2")
                      .arg(m_readName, numberText(read))
                : tr("Reading matching identities for the set “%1”… %2 of %3")
                      .arg(m_readName, numberText(read), numberText(total)));
    });
    connect(&m_reading, &IdentityReading::finished, this, &SetDesk::onRead);
    connect(&m_reading, &IdentityReading::failed, this, [this](const ApiError& error) {
        m_browser.strip().setReading({});
        m_services.notices.keep(
            tr("The set “%1” was not saved. %2").arg(m_readName, error.sentence()));
    });
    connect(&browser.strip(), &SelectionStrip::stopRequested, this, &SetDesk::stopReading);
    updateAction();
}

void SetDesk::updateAction()
{
    setRefusal(m_save,
        !m_sets.canKeep()                     ? tr("Selections cannot be kept here.")
            : m_browser.selection().isEmpty() ? tr("Nothing is selected.")
                                              : QString());
}

NameDialog::Kind SetDesk::kind(const QString& title) const
{
    return { .dialog = u"setNameDialog"_s,
        .title = title,
        .label = tr("Name of the set"),
        .isReplaced = tr("There is a set “%1”. It is replaced."),
        .isTaken = tr("There is a set “%1” already."),
        .find =
            [this](const QString& name) {
                const SelectionSet* set = m_sets.find(name);
                return set == nullptr ? QString() : set->name;
            },
        .full = m_sets.isFull()
            ? tr("There are %1 sets already. Delete one first.").arg(SelectionSets::MostSets)
            : QString() };
}

void SetDesk::save()
{
    const SelectionStore& selection = m_browser.selection();
    const QString words = selection.isAllMatching()
        ? tr("%1 that match now. They are read first; who comes to match later is not in the set.",
            "312 identities")
              .arg(identitiesText(selection.count()))
        : identitiesText(selection.count());
    auto* dialog = new NameDialog(kind(tr("Save selection as set")), NameDialog::Purpose::Save,
        words, {}, m_browser.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { keepAs(dialog->name()); });
    dialog->open();
}

/// A set is people, not a filter: whoever matches one is read first.
void SetDesk::keepAs(const QString& name)
{
    copySelection(m_browser.selection(), this, [this, name](KeptPeople&& people) {
        if (people.matching.isEmpty())
            keep(name, std::move(people));
        else
            read(name);
    });
}

void SetDesk::read(const QString& name)
{
    if (m_reading.isReading())
        stopReading();
    m_readName = name;
    const SelectionStore& selection = m_browser.selection();
    ReadRequest request = selection.allMatchingQuery().list();
    request.except = selection.ids();
    m_browser.strip().setReading(tr("Reading matching identities for the set “%1”…").arg(name));
    m_reading.read(request);
}

void SetDesk::stopReading()
{
    m_reading.cancel();
    m_browser.strip().setReading({});
    m_services.notices.say(tr("Stopped. The set “%1” was not saved.").arg(m_readName));
}

void SetDesk::onRead(const ReadIdentities& read)
{
    m_browser.strip().setReading({});
    KeptPeople people;
    people.people.reserve(read.identities.size());
    for (const Identity& identity : read.identities) {
        if (!identity.id.isEmpty())
            people.people += { .id = identity.id, .name = identity.name };
    }
    people.count = people.people.size();
    keep(m_readName, std::move(people), read.unsettled);
}

void SetDesk::keep(const QString& name, KeptPeople&& people, int unsettled)
{
    people.saved = m_services.clock.utcNow();
    const QString said = tr("Saved the set “%1” of %2.").arg(name, identitiesText(people.count));
    m_sets.save(name, std::move(people), [this, said, unsettled] {
        if (unsettled == 0)
            m_services.notices.say(said);
        else
            m_services.notices.keep(said + u' '
                + tr("The list changed much while it was read: some may be missing in it."));
    });
}

void SetDesk::fillMenu(QMenu& menu, const SelectionSet* set)
{
    if (set != nullptr) {
        const QString name = set->name;
        const SelectionStore& selection = m_browser.selection();
        const bool some = !selection.isEmpty();
        const auto use = [&](const QString& text, Use how, bool needsSingles) {
            QAction* action
                = menu.addAction(text, this, [this, name, how] { this->use(name, how); });
            if (needsSingles && selection.isAllMatching())
                action->setToolTip(tr("All that match a filter are selected. Single identities "
                                      "cannot be added to that or taken out of it."));
            action->setEnabled(!needsSingles || (some && !selection.isAllMatching()));
            return action;
        };
        menu.setToolTipsVisible(true);
        use(some ? tr("Select only these %1").arg(numberText(set->count))
                 : tr("Select these %1").arg(numberText(set->count)),
            Use::Only, false)
            ->setIcon(icon(u"square-check"_s));
        use(tr("Add to the selection"), Use::Add, true);
        use(tr("Take out of the selection"), Use::TakeOut, true);
        menu.addSeparator();
        QAction* replace
            = menu.addAction(tr("Replace with the %1 selected").arg(numberText(selection.count())),
                this, [this, name] { keepAs(name); });
        replace->setEnabled(some);
        menu.addAction(icon(u"pencil"_s), tr("Rename…"), this, [this, name] { rename(name); });
        menu.addAction(icon(u"trash-2"_s), tr("Delete"), this, [this, name] { remove(name); });
        menu.addSeparator();
    }
    menu.addAction(&m_save);
    if (const std::optional<SelectionSet>& removed = m_sets.removed())
        menu.addAction(icon(u"undo-2"_s), menuText(tr("Bring back “%1”").arg(removed->name)),
            &m_sets, &SelectionSets::restore);
}

void SetDesk::use(const QString& name, Use how)
{
    m_sets.use(name, how, m_browser.selection(),
        [this, name, how](const SelectionSets::Used& used) { onUsed(name, how, used); });
}

void SetDesk::onUsed(const QString& name, Use how, const SelectionSets::Used& used)
{
    Notices& notices = m_services.notices;
    const QString selected = numberText(m_browser.selection().count());
    const QString changed = identitiesText(used.changed);
    switch (how) {
    case Use::Only:
        m_browser.keeper().accept();
        notices.say(tr("Selected the %1 of “%2”.", "12 identities").arg(changed, name));
        break;
    case Use::Add:
        notices.say(
            tr("Added %1 of “%2”. %3 selected.", "12 identities").arg(changed, name, selected));
        break;
    case Use::TakeOut:
        notices.say(
            tr("Took %1 of “%2” out. %3 selected.", "12 identities").arg(changed, name, selected));
        return;
    }
    m_browser.gone().check(used.people);
}

void SetDesk::rename(const QString& name)
{
    const SelectionSet* set = m_sets.find(name);
    if (set == nullptr)
        return;
    auto* dialog = new NameDialog(kind(tr("Rename set")), NameDialog::Purpose::Rename,
        identitiesText(set->count), name, m_browser.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, name] { m_sets.rename(name, dialog->name()); });
    dialog->open();
}

void SetDesk::remove(const QString& name)
{
    m_sets.remove(name);
    m_services.notices.say(
        tr("Deleted the set “%1”. A right click in the sidebar brings it back.").arg(name));
}

} // namespace ic
