#include "ui/table/rowcolouring.h"

#include "ui/parts/notices.h"
#include "ui/table/identityview.h"
#include "ui/table/rowcolourdialog.h"

#include "base/clock.h"
#include "profile/settings.h"

using namespace Qt::StringLiterals;

namespace ic {

namespace {

QList<RowRule> keptRules(const Settings& settings)
{
    QList<RowRule> rules;
    for (const QString& text : settings.value(Setting::RowRules).toStringList()) {
        if (const std::optional<RowRule> rule = RowRule::fromText(text))
            rules += *rule;
    }
    return rules;
}

} // namespace

RowColouring::RowColouring(IdentityView& view, IdentityTableModel& model, Settings& settings,
    const Clock& clock, Notices& notices)
    : QObject(&view)
    , m_view(view)
    , m_model(model)
    , m_settings(settings)
    , m_clock(clock)
    , m_notices(notices)
    , m_action(tr("Row colours…"), this)
{
    m_action.setObjectName(u"rowColours"_s);
    m_action.setToolTip(tr("Colour rows by what is in them"));
    connect(&m_action, &QAction::triggered, this, &RowColouring::edit);
    m_colours.setRules(keptRules(settings));
    m_view.setColouring(this);
    m_model.setRowWords([this](const Identity& identity) { return wordsOf(identity); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_colours.forget(); });
    connect(&model, &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
            if (roles.isEmpty()) // others are about ticks and dates
                m_colours.forget();
        });
}

RowColouring::~RowColouring()
{
    m_view.setColouring(nullptr);
    m_model.setRowWords({});
}

const RowRule* RowColouring::ruleOf(int row) const
{
    if (m_colours.rules().isEmpty())
        return nullptr;
    const Identity* identity = m_model.identityAt(row);
    return identity == nullptr ? nullptr : m_colours.ruleOf(*identity, m_clock.utcNow());
}

QString RowColouring::wordsOf(const Identity& identity) const
{
    const RowRule* rule = m_colours.ruleOf(identity, m_clock.utcNow());
    return rule == nullptr ? QString()
                           : tr("Coloured %1 by the rule: %2", "red; Status is Locked")
                                 .arg(toneWord(rule->tone), rule->words());
}

QString RowColouring::wordsOf(int row) const
{
    const Identity* identity = m_model.identityAt(row);
    return identity == nullptr ? QString() : wordsOf(*identity);
}

void RowColouring::edit()
{
    QList<IdentityColumn> columns = m_model.columns();
    const bool isCompared = !m_view.isColumnHidden(m_model.columnOfKey(ChangesColumn));
    columns.removeIf([isCompared](const IdentityColumn& each) {
        return each.kind == IdentityColumn::Kind::Tick
            || (each.key == ChangesColumn && !isCompared);
    });
    // An attribute that is not shown any more is still what its rule is about.
    for (const RowRule& rule : m_colours.rules()) {
        const auto same = [&rule](const IdentityColumn& each) { return each.key == rule.key; };
        if (std::none_of(columns.cbegin(), columns.cend(), same))
            columns += *rule.column();
    }
    auto* dialog = new RowColourDialog(columns, m_colours.rules(), m_view.window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        m_colours.setRules(dialog->rules());
        QStringList texts;
        for (const RowRule& rule : m_colours.rules())
            texts += rule.toText();
        m_settings.setValue(Setting::RowRules, texts);
        m_view.viewport()->update();
        m_notices.say(texts.isEmpty()
                ? tr("No rule colours a row any more.")
                : tr("%Ln rules colour the rows.", "%Ln rule colours the rows.",
                    static_cast<int>(texts.size())));
    });
    dialog->open();
}

} // namespace ic
