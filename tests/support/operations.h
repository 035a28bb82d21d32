#pragma once

// Every operation by its name, which only tests may say.
#include "operations/deleteidentity.h"
#include "operations/inviteidentities.h"
#include "operations/operations.h"
#include "operations/processidentities.h"
#include "operations/resetidentity.h"
#include "operations/sendverification.h"
#include "operations/synchronizeattributes.h"
