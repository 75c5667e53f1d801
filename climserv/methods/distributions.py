"""Distributions: fitted to values, read both ways, and what is made of them in one pass: standardised indices (a value
is told as that of the standard normal distribution) and values moved from one distribution to another.

All that uses a distribution inside a loop stands here, because compiled code kept on disk looks at its own file only.
"""

import math

import numpy as np
from numba import njit

THOM, MOMENTS, L_MOMENTS = 0, 1, 2
NORMAL, GAMMA, WEIBULL, LOGIT_NORMAL = 0, 1, 2, 3
# A share nearer to 0 or 1 than this says nothing more.
_EDGE = 1e-10
_MOST = np.float32(np.finfo(np.float32).max)
# Fewer rainy months than this cannot carry two parameters: rank among them is used instead.
FEWEST = 4
_HALF_TURN = math.sqrt(2.0)


@njit(cache=True, nogil=True)
def normal_quantile(share):
    """Value of the standard normal distribution below which a share lies: Acklam's rational start, one step of Halley.

    -inf and inf at 0 and 1.
    """
    if share <= 0.0 or share >= 1.0:
        return -np.inf if share <= 0.0 else np.inf
    low = min(share, 1.0 - share)
    if low < 0.02425:
        q = math.sqrt(-2.0 * math.log(low))
        x = (
            (((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q - 2.549732539343734) * q
            + 4.374664141464968
        ) * q + 2.938163982698783
        x /= (
            ((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q + 3.754408661907416
        ) * q + 1.0
        x = x if share < 0.5 else -x
    else:
        q = share - 0.5
        r = q * q
        x = (
            (
                (
                    ((-3.969683028665376e01 * r + 2.209460984245205e02) * r - 2.759285104469687e02) * r
                    + 1.383577518672690e02
                )
                * r
                - 3.066479806614716e01
            )
            * r
            + 2.506628277459239
        ) * q
        x /= (
            (((-5.447609879822406e01 * r + 1.615858368580409e02) * r - 1.556989798598866e02) * r + 6.680131188771972e01)
            * r
            - 1.328068155288572e01
        ) * r + 1.0
    error = 0.5 * math.erfc(-x / _HALF_TURN) - share
    step = error * math.sqrt(2.0 * math.pi) * math.exp(0.5 * x * x)
    return x - step / (1.0 + 0.5 * x * step)  # fmt: skip


@njit(cache=True, nogil=True)
def gamma_below(shape, x, log_gamma):
    """Share of a gamma distribution of scale 1 below x: DLMF 8.11.4 for small x, the fraction 8.9.2 above."""
    if x <= 0.0:
        return 0.0
    front = math.exp(shape * math.log(x) - x - log_gamma)
    if x < shape + 1.0:
        term = total = 1.0 / shape
        for k in range(1, 2000):
            term *= x / (shape + k)
            total += term
            if term < total * 1e-12:
                break
        return min(total * front, 1.0)
    b = x + 1.0 - shape
    c, d = 1e300, 1.0 / b
    value = d
    for k in range(1, 2000):
        a = -k * (k - shape)
        b += 2.0
        d = 1.0 / (a * d + b)
        c = b + a / c
        value *= c * d
        if abs(c * d - 1.0) < 1e-12:
            break
    return max(1.0 - value * front, 0.0)


@njit(cache=True, nogil=True)
def _l_moments(ordered, count):
    """First two L-moments and the L-skewness of sorted values, unbiased."""
    b0, b1, b2 = 0.0, 0.0, 0.0
    for i in range(count):
        b0 += ordered[i]
        b1 += ordered[i] * i / (count - 1.0)
        b2 += ordered[i] * i * (i - 1.0) / ((count - 1.0) * (count - 2.0))
    b0, b1, b2 = b0 / count, b1 / count, b2 / count
    second = 2.0 * b1 - b0
    return b0, second, (6.0 * b2 - 6.0 * b1 + b0) / second if second > 0.0 else 0.0


@njit(cache=True, nogil=True)
def _shape_of(ratio):
    """Shape of the gamma distribution with this L-coefficient of variation: Hosking (1990), a rational start, mended
    by Newton's steps on the exact relation Gamma(a + 1/2) / (sqrt(pi) Gamma(a + 1)) = ratio.
    """
    if ratio < 0.5:
        z = math.pi * ratio * ratio
        shape = (1.0 - 0.3080 * z) / (z * (1.0 + z * (-0.05812 + z * 0.01765)))
    else:
        z = 1.0 - ratio
        shape = z * (0.7213 - z * 0.5947) / (1.0 + z * (-2.1817 + z * 1.2113))
    for _ in range(8):
        miss = math.lgamma(shape + 0.5) - math.lgamma(shape + 1.0) - 0.5 * math.log(math.pi) - math.log(ratio)
        step = 1e-5 * shape
        ahead = math.lgamma(shape + step + 0.5) - math.lgamma(shape + step + 1.0)
        slope = (ahead - math.lgamma(shape + 0.5) + math.lgamma(shape + 1.0)) / step
        shape = max(shape - miss / slope, 0.1 * shape)
    return shape


@njit(cache=True, nogil=True)
def fit_gamma(ordered, count, method):
    """Shape and scale of a gamma distribution of positive sorted values; (0, 0) where they are all the same."""
    mean, logs, squares = 0.0, 0.0, 0.0
    for i in range(count):
        mean += ordered[i] / count
        logs += math.log(ordered[i]) / count
    for i in range(count):
        squares += (ordered[i] - mean) ** 2 / (count - 1.0)
    if not ordered[count - 1] > ordered[0] * (1.0 + 1e-9):
        return 0.0, 0.0
    if method == 0:
        a = math.log(mean) - logs
        if a < 1e-12:
            return 0.0, 0.0
        shape = (1.0 + math.sqrt(1.0 + 4.0 * a / 3.0)) / (4.0 * a)
    elif method == 1:
        shape = mean * mean / squares
    else:
        _, second, _ = _l_moments(ordered, count)
        shape = _shape_of(second / mean)
    return shape, mean / shape


@njit(cache=True, nogil=True)
def _rank(ordered, count, x):
    """Share of sorted values below x, ties half, as a plotting position that is never 0 or 1."""
    below, same = 0, 0
    for i in range(count):
        below += ordered[i] < x
        same += ordered[i] == x
    return (below + 0.5 * same + 0.5) / (count + 1.0)


@njit(cache=True, nogil=True)
def _gather(row, part, which, room):
    """Known values of one month of the baseline, sorted, in `room`; how many."""
    count = 0
    for at in range(row.size):
        value = np.float64(row[at])
        if part[at] == which and value == value:
            room[count] = value
            count += 1
    room[:count].sort()
    return count


@njit(cache=True, nogil=True)
def _kept(z, limit, counts):
    """A value within the bounds; those cut there are counted."""
    counts[0] += 1
    if abs(z) > limit:
        counts[1] += 1
        return limit if z > 0.0 else -limit
    return z


@njit(cache=True, nogil=True)
def standardise_rain(learnt, learnt_part, sums, part, rule, index, counts):
    """Gamma with a mass at zero. Counts: values, capped, zeros, by_rank, without_baseline."""
    method, centre, least, limit = rule
    room = np.empty(learnt.shape[1])
    for cell in range(sums.shape[0]):
        row = sums[cell]
        for which in range(1, 13):
            count = _gather(learnt[cell], learnt_part, which, room)
            dry = np.searchsorted(room[:count], 0.0, side="right")
            wet, rainy = room[dry:count], count - dry
            dry_share = dry / (count + 1.0) if centre else dry / max(count, 1)
            # A month never dry in the baseline has no dry share: dry, it stands below all that rains.
            at_zero = (dry + 1.0) / (2.0 * (count + 1.0)) if centre and dry > 0 else dry_share
            shape, scale = fit_gamma(wet, rainy, method) if rainy >= FEWEST else (0.0, 0.0)
            log_gamma = math.lgamma(shape) if shape > 0.0 else 0.0
            for at in range(row.size):
                if part[at] != which:
                    continue
                value = np.float64(row[at])
                index[cell, at] = np.nan
                if value != value:
                    continue
                if count < least:
                    counts[4] += 1
                    continue
                if value <= 0.0:
                    counts[2] += 1
                    share = at_zero
                elif shape > 0.0:
                    share = dry_share + (1.0 - dry_share) * gamma_below(shape, value / scale, log_gamma)
                else:
                    counts[3] += 1
                    share = dry_share + (1.0 - dry_share) * _rank(wet, rainy, value)
                index[cell, at] = _kept(normal_quantile(share), limit, counts)


@njit(cache=True, nogil=True)
def _logistic_below(x, location, scale, shape):
    """Share of a generalised logistic distribution (Hosking's k) below x, 0 or 1 beyond its end."""
    y = (x - location) / scale
    if abs(shape) > 1e-9:
        inside = 1.0 - shape * y
        if inside <= 0.0:
            return 1.0 if shape > 0.0 else 0.0
        y = -math.log(inside) / shape
    return 1.0 / (1.0 + math.exp(-y)) if y > -700.0 else 0.0


@njit(cache=True, nogil=True)
def standardise_balance(learnt, learnt_part, sums, part, least, limit, index, counts):
    """Generalised (three-parameter) logistic by L-moments. Counts as for rain; there is no rule for zeros."""
    room = np.empty(learnt.shape[1])
    for cell in range(sums.shape[0]):
        row = sums[cell]
        for which in range(1, 13):
            count = _gather(learnt[cell], learnt_part, which, room)
            location, second, skew = _l_moments(room, count) if count >= 3 else (0.0, 0.0, 0.0)
            fitted = second > 1e-9 * (abs(location) + 1e-9) and abs(skew) < 1.0
            scale = second
            if fitted and abs(skew) > 1e-9:
                turn = -skew * math.pi
                scale = second * math.sin(turn) / turn
                location -= scale * (1.0 / -skew - math.pi / math.sin(turn))
            for at in range(row.size):
                if part[at] != which:
                    continue
                value = np.float64(row[at])
                index[cell, at] = np.nan
                if value != value:
                    continue
                if count < least:
                    counts[4] += 1
                    continue
                if fitted:
                    share = _logistic_below(value, location, scale, -skew)
                else:
                    counts[3] += 1
                    share = _rank(room[:count], count, value)
                index[cell, at] = _kept(normal_quantile(share), limit, counts)


def fit_nodes(nodes, family: int) -> np.ndarray:
    """Two parameters (..., 2) for values (..., node) that stand at evenly spread shares, (k + 0.5) / nodes.

    NORMAL, LOGIT_NORMAL (values already as logits)   mean and standard deviation
    GAMMA, WEIBULL                                    shape and scale, by the first two L-moments (Hosking 1990)

    Not numbers where the values are all alike, or missing.

    source   Hosking (1990), Journal of the Royal Statistical Society B 52, 105-124: L-moments
    """
    nodes = np.asarray(nodes, np.float64)
    mean = nodes.mean(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        if family in (NORMAL, LOGIT_NORMAL):
            spread = nodes.std(axis=-1)
            spread = np.where(spread > 1e-9 * (1.0 + np.abs(mean)), spread, np.nan)
            return np.stack([np.where(np.isnan(spread), np.nan, mean), spread], axis=-1)
        shares = (np.arange(nodes.shape[-1]) + 0.5) / nodes.shape[-1]
        ratio = 2.0 * (nodes * shares).mean(axis=-1) / mean - 1.0
        ratio = np.where((mean > 0) & (ratio > 1e-4) & (ratio < 1.0), ratio, np.nan)
        if family == GAMMA:
            z, rest = np.pi * ratio * ratio, 1.0 - ratio
            low = (1.0 - 0.3080 * z) / (z * (1.0 + z * (-0.05812 + z * 0.01765)))
            high = rest * (0.7213 - rest * 0.5947) / (1.0 + rest * (-2.1817 + rest * 1.2113))
            shape = np.where(ratio < 0.5, low, high)
            return np.stack([shape, mean / shape], axis=-1)
        shape = -np.log(2.0) / np.log1p(-ratio)
        part = np.vectorize(lambda one: math.gamma(1.0 + 1.0 / one) if one == one else np.nan, otypes=[float])(shape)
        return np.stack([shape, mean / part], axis=-1)


@njit(cache=True, nogil=True)
def gamma_at(share, shape, log_gamma):
    """Value of a gamma distribution of scale 1 below which a share lies: Wilson and Hilferty's start, then Newton's
    steps kept between bounds."""
    z = normal_quantile(share)
    x = shape * max(1.0 - 1.0 / (9.0 * shape) + z / (3.0 * math.sqrt(shape)), 0.0) ** 3
    if shape < 1.0 or x <= 0.0:
        x = max(x, math.exp((math.log(share) + math.lgamma(shape + 1.0)) / shape))
    low, high = 0.0, np.inf
    for _ in range(60):
        miss = gamma_below(shape, x, log_gamma) - share
        if miss > 0.0:
            high = x
        else:
            low = x
        slope = math.exp((shape - 1.0) * math.log(x) - x - log_gamma) if x > 0.0 else 0.0
        step = x - miss / slope if slope > 0.0 else -1.0
        if not (low < step < high):
            step = 0.5 * (low + high) if high < np.inf else 2.0 * x + 1e-300
        if abs(step - x) <= 1e-11 * x:
            return step
        x = step
    return x


@njit(cache=True, nogil=True)
def _share_below(x, family, one, two, log_gamma):
    if family == 1:
        return gamma_below(one, x / two, log_gamma)
    if family == 2:
        return -math.expm1(-((x / two) ** one)) if x > 0.0 else 0.0
    return 0.5 * math.erfc(-(x - one) / (two * _HALF_TURN))


@njit(cache=True, nogil=True)
def _value_at(share, family, one, two, log_gamma):
    share = min(max(share, _EDGE), 1.0 - _EDGE)
    if family == 1:
        return two * gamma_at(share, one, log_gamma)
    if family == 2:
        return two * (-math.log1p(-share)) ** (1.0 / one)
    return one + two * normal_quantile(share)


@njit(cache=True, nogil=True)
def move_between(values, number, chance, family, ends, source, target, masses, levels, moved):
    """Each value to where its share lies in another distribution. The ends of what it can be hold a mass of their own.

    values  (cell, time) float64; missing ones, and groups whose masses are no numbers, give no number
    number  (time) group of each day
    chance  (cell, time) from 0 to 1: where a value stands within the mass of an end
    ends    at or below the first, and at or above the second, a value is in the mass of that end; they move to -inf
            and inf
    source, target  (cell, group, 2) parameters of what lies between; where one is no number a value is moved by the
            difference of the levels, or their ratio when the family is GAMMA or WEIBULL
    masses  (2, cell, group, 2) shares of the two ends, before and after
    levels  (2, cell, group) means of what lies between, before and after
    """
    times = family == 1 or family == 2
    for cell in range(values.shape[0]):
        for at in range(values.shape[1]):
            value, group = values[cell, at], np.int64(number[at])
            moved[cell, at] = np.nan
            low, high = masses[0, cell, group]
            floor, ceiling = masses[1, cell, group]
            if not (abs(value) <= _MOST) or low != low or floor != floor:
                continue
            of, to, between = source[cell, group], target[cell, group], max(1.0 - low - high, 0.0)
            fitted = of[0] == of[0] and to[0] == to[0]
            if ends[0] < value < ends[1]:
                if not fitted:
                    of_mean, to_mean = levels[0, cell, group], levels[1, cell, group]
                    moved[cell, at] = value * (to_mean / of_mean) if times else value + (to_mean - of_mean)
                    continue
                if family == 0:
                    moved[cell, at] = to[0] + (value - of[0]) * (to[1] / of[1])
                    continue
                log_gamma = math.lgamma(of[0]) if family == 1 else 0.0
                share = low + between * _share_below(value, family, of[0], of[1], log_gamma)
            else:
                share = low * chance[cell, at] if value <= ends[0] else 1.0 - high * chance[cell, at]
            if share < floor or floor >= 1.0:
                moved[cell, at] = -np.inf
            elif share > 1.0 - ceiling or floor + ceiling >= 1.0:
                moved[cell, at] = np.inf
            elif to[0] == to[0]:
                log_gamma = math.lgamma(to[0]) if family == 1 else 0.0
                inside = (share - floor) / (1.0 - floor - ceiling)
                moved[cell, at] = _value_at(inside, family, to[0], to[1], log_gamma)
            else:
                moved[cell, at] = levels[1, cell, group]
