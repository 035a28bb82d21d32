#pragma once

#include "models/filter/filterchips.h"
#include "models/filter/filtervalues.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

class QToolButton;
class QWidget;

namespace ic {

class ConditionForm;
class FilterChip;
class FlowLayout;

/// The chips of the filter bar with the words between them and the button that adds one. It shows
/// what it is told and says what a person wants instead; the filter itself is kept elsewhere.
class ChipRow final : public QObject
{
    Q_OBJECT

public:
    /// Its widgets go to the end of `layout`.
    ChipRow(FlowLayout& layout, QWidget& parent);

    /// See ConditionForm.
    void setReach(FilterReach reach, const std::shared_ptr<FilterValues>& values,
        const QStringList& attributes);
    void setChips(const FilterChips& chips);
    void setVisible(bool visible);
    void addCondition();
    /// The first chip, or the button if there is none.
    void focusFirst();

signals:
    void changeRequested(const ic::FilterChips& chips);
    void snapshotWanted();

private:
    /// What the form edits: a chip, or a member of a group.
    struct Place
    {
        std::size_t chip = 0;
        std::optional<std::size_t> member = {};
    };

    void rebuild();
    QToolButton* makeWord(QWidget* parent);
    FilterChip* makeChip(std::size_t index, QWidget* parent);
    void editChip(std::size_t index);
    ConditionForm& form();
    void openForm(const Place& place, const FilterExpression& expression);
    void onAccepted(const FilterExpression& condition);
    void showMenu(std::size_t index, const QPoint& at);
    void remove(std::size_t index);
    void request(const FilterChips& chips, std::size_t focus);

    FlowLayout& m_layout;
    QWidget& m_parent;
    FilterChips m_chips;
    QList<QWidget*> m_cells; ///< a chip with the word before it: a line does not end with "and"
    QList<FilterChip*> m_widgets;
    QList<QToolButton*> m_words;
    QToolButton* m_add;
    std::function<void(ConditionForm&)> m_prepare; ///< tells the form what setReach() was told
    ConditionForm* m_form = nullptr; ///< until it is needed
    std::optional<Place> m_edited; ///< nullopt while the form makes a new condition
    int m_first; ///< of the layout
    bool m_visible = true;
};

} // namespace ic
