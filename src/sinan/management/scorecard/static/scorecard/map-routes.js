// Ways for curves between boxes that stand in rows: pure geometry, no page.
const ARROW = 3; // room between an arrow's point and its box
const BUS = 13; // how far below its row a curve runs along it
const BEND = 8;

// Boxes whose middles lie close together form a row; rows from top to bottom.
export function rowsOf(boxes) {
  const rows = [];
  for (const box of [...boxes].sort((a, b) => middle(a) - middle(b))) {
    const last = rows.at(-1);
    if (last && middle(box) - middle(last[0]) < (last[0].bottom - last[0].top) / 2) last.push(box);
    else rows.push([box]);
  }
  for (const row of rows) row.sort((a, b) => a.left - b.left);
  return rows;
}

// The curve from a cause to its effect, as an SVG path.
export function route(cause, effect, rows) {
  const from = rows.findIndex((row) => row.includes(cause));
  const to = rows.findIndex((row) => row.includes(effect));
  if (from === to) return along(cause, effect, rows[from]);
  return across(cause, effect, rows, from, to);
}

// Neighbours are joined side by side; others by a run below the row, where all that lead to
// the same effect share one line.
function along(cause, effect, row) {
  const [at, goal] = [row.indexOf(cause), row.indexOf(effect)];
  const right = goal > at;
  if (Math.abs(goal - at) === 1) {
    const y = middle(cause);
    return right
      ? `M${cause.right} ${y}L${effect.left - ARROW} ${y}`
      : `M${cause.left} ${y}L${effect.right + ARROW} ${y}`;
  }
  const bottom = Math.max(...row.map((box) => box.bottom));
  const [x0, x1, y] = [centre(cause) + (right ? 14 : -14), centre(effect), bottom + BUS];
  const side = right ? 1 : -1;
  return (
    `M${x0} ${cause.bottom}V${y - BEND}Q${x0} ${y} ${x0 + side * BEND} ${y}` +
    `H${x1 - side * BEND}Q${x1} ${y} ${x1} ${y - BEND}V${effect.bottom + ARROW}`
  );
}

// From lane to lane, through the gaps of the rows between, never over a box.
function across(cause, effect, rows, from, to) {
  const up = to < from;
  const start = [centre(cause), up ? cause.top : cause.bottom];
  const end = [centre(effect), up ? effect.bottom + ARROW : effect.top - ARROW];
  const points = [start];
  const step = up ? -1 : 1;
  for (let r = from + step; r !== to; r += step) {
    const top = Math.min(...rows[r].map((box) => box.top)) - 4;
    const bottom = Math.max(...rows[r].map((box) => box.bottom)) + 4;
    const share = ((top + bottom) / 2 - start[1]) / (end[1] - start[1]);
    const x = gapNear(rows[r], start[0] + share * (end[0] - start[0]));
    points.push([x, up ? bottom : top], [x, up ? top : bottom]);
  }
  points.push(end);
  return smooth(points);
}

// The middle of the gap nearest to x; both ends of the row are gaps as well.
function gapNear(row, x) {
  const gaps = [row[0].left - 10, row.at(-1).right + 10];
  for (let i = 1; i < row.length; i += 1) {
    const [left, right] = [row[i - 1].right + 8, row[i].left - 8];
    gaps.push(left > right ? (left + right) / 2 : Math.min(Math.max(x, left), right));
  }
  return gaps.reduce((best, gap) => (Math.abs(gap - x) < Math.abs(best - x) ? gap : best));
}

// Every piece begins and ends upright, so that pieces join without a kink.
function smooth(points) {
  let path = `M${points[0][0]} ${points[0][1]}`;
  for (let i = 1; i < points.length; i += 1) {
    const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]];
    const half = (y0 + y1) / 2;
    path += x0 === x1 ? `L${x1} ${y1}` : `C${x0} ${half} ${x1} ${half} ${x1} ${y1}`;
  }
  return path;
}

const middle = (box) => (box.top + box.bottom) / 2;
const centre = (box) => (box.left + box.right) / 2;
