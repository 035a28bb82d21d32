#include "ui/parts/notices.h"

namespace ic {

void Notices::say(const QString& text, const NoticeOffer& offer)
{
    emit said(text, offer);
}

void Notices::keep(const QString& text)
{
    m_kept.removeAll(text);
    m_kept += text;
    emit keptChanged();
}

void Notices::putAway()
{
    m_kept.clear();
    emit keptChanged();
}

} // namespace ic
