;; Scalar products of one vector with many, all of 8-bit numbers: sixteen products an instruction where JavaScript does one.
;; dot.wasm.ts is made of this file by `npm run wasm`; a test holds the two together.
(module
  (import "offprint" "memory" (memory 1 65536))
  ;; question: `dimensions` 16-bit numbers; vectors: `count` times `dimensions` 8-bit numbers; products: `count` 32-bit numbers.
  ;; dimensions is a multiple of 16, count at least 1.
  (func (export "dot") (param $question i32) (param $vectors i32) (param $count i32) (param $dimensions i32) (param $products i32)
    (local $sum v128) (local $eight v128) (local $at i32) (local $asked i32) (local $end i32)
    (loop $each
      (local.set $sum (v128.const i64x2 0 0))
      (local.set $asked (local.get $question))
      (local.set $at (local.get $vectors))
      (local.set $end (i32.add (local.get $at) (local.get $dimensions)))
      (loop $sixteen
        (local.set $eight (v128.load (local.get $at)))
        (local.set $sum (i32x4.add (local.get $sum)
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s (local.get $eight)) (v128.load (local.get $asked)))))
        (local.set $sum (i32x4.add (local.get $sum)
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s (local.get $eight)) (v128.load offset=16 (local.get $asked)))))
        (local.set $asked (i32.add (local.get $asked) (i32.const 32)))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br_if $sixteen (i32.lt_u (local.get $at) (local.get $end))))
      (i32.store (local.get $products)
        (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
          (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
      (local.set $products (i32.add (local.get $products) (i32.const 4)))
      (local.set $vectors (local.get $end))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br_if $each (local.get $count)))))
