#pragma once

#include <QComboBox>

#include <optional>

namespace ic {

/// From how many identities on a change asks for their number: never, or a number that is chosen
/// or written.
class ConfirmFromBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit ConfirmFromBox(QWidget* parent = nullptr);

    /// 0 = never.
    void setNumber(int number);
    /// Nothing if what is written is no number that can be taken.
    std::optional<int> number() const;
    /// What would be taken.
    static QString rule();
};

} // namespace ic
