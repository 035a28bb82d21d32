#pragma once

#include "files/exportpreset.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace ic {

/// Choices for an export under a name, to be used again.
class ExportPresetBox final : public QWidget
{
    Q_OBJECT

public:
    /// `saved`: the texts of presets; what is none is left out.
    explicit ExportPresetBox(const QStringList& saved, QWidget* parent = nullptr);

    /// Whether what is chosen to be exported can be kept, so that the preset always means it.
    void setCanKeepView(bool can);
    bool keepsView() const;
    /// A name that is typed is meant: asks to save under it.
    void saveTyped();
    /// Adds the preset, or replaces the one of its name.
    void save(const ExportPreset& preset);
    /// Shows which one the choices come from.
    void show(const QString& name);
    /// The texts of all presets.
    QStringList saved() const;

signals:
    void chosen(const ic::ExportPreset& preset);
    /// The person gave what is chosen now a name: save() it.
    void saveRequested(const QString& name);
    /// One is not among saved() any more.
    void removed();

private:
    void choose(int index);
    void remove();

    QComboBox* m_presets;
    QPushButton* m_remove;
    QLineEdit* m_presetName;
    QCheckBox* m_keepView;
};

} // namespace ic
